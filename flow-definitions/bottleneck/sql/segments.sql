-- Both segments side by side.
SELECT
  'Premium' AS "Segment",
  count(*) AS "Vins",
  CAST(coalesce(sum("Ventes"), 0) AS BIGINT) AS "Ventes",
  CAST(coalesce(sum("CA"), 0) AS DECIMAL(18, 2)) AS "CA"
FROM premium
UNION ALL
SELECT
  'Ordinaires',
  count(*),
  CAST(coalesce(sum("Ventes"), 0) AS BIGINT),
  CAST(coalesce(sum("CA"), 0) AS DECIMAL(18, 2))
FROM ordinaires
ORDER BY "Segment" DESC
