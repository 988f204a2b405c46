-- List, summary and figure of each segment show the same revenue.
WITH lists AS (
  SELECT 'Premium' AS segment, count(*) AS wines, coalesce(sum("CA"), 0) AS ca FROM premium
  UNION ALL
  SELECT 'Ordinaires', count(*), coalesce(sum("CA"), 0) FROM ordinaires
),
totals AS (
  SELECT 'Premium' AS segment, ca_premium AS ca FROM segment_totals
  UNION ALL
  SELECT 'Ordinaires', ca_ordinaires FROM segment_totals
)
SELECT l.segment, l.wines, g."Vins" AS summary_wines, l.ca, g."CA" AS summary_ca, t.ca AS figure_ca
FROM lists AS l
LEFT JOIN segments AS g ON g."Segment" = l.segment
LEFT JOIN totals AS t ON t.segment = l.segment
WHERE g."Vins" IS DISTINCT FROM l.wines
  OR g."CA" IS DISTINCT FROM l.ca
  OR t.ca IS DISTINCT FROM l.ca
  OR (SELECT count(*) FROM segment_totals) <> 1
