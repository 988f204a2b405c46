-- The month in one line, for the figures.
SELECT
  CAST(coalesce(sum(trips), 0) AS BIGINT) AS trips,
  CAST(coalesce(sum(total_amount), 0) AS DECIMAL(18, 2)) AS total_amount
FROM zone_days
