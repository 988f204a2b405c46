-- The segments' revenue in one line, for the figures.
SELECT
  CAST(coalesce(sum("CA") FILTER ("Segment" = 'Premium'), 0) AS DECIMAL(18, 2)) AS ca_premium,
  CAST(coalesce(sum("CA") FILTER ("Segment" = 'Ordinaires'), 0) AS DECIMAL(18, 2)) AS ca_ordinaires
FROM segments
