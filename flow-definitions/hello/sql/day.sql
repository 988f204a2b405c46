-- The day in one line.
SELECT
  count(*) AS orders,
  CAST(sum(quantity) AS BIGINT) AS items,
  CAST(sum(amount) AS DECIMAL(12, 2)) AS takings
FROM order_lines
