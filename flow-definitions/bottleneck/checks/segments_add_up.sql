-- The segments' wines, sales and revenue add up to those of all wines sold.
SELECT g.wines, s.wines AS expected_wines, g.ca, s.ca AS expected_ca, g.units, s.units AS expected_units
FROM (SELECT sum("Vins") AS wines, sum("Ventes") AS units, sum("CA") AS ca, count(*) AS lines FROM segments) AS g
CROSS JOIN (
  SELECT
    count(*) AS wines,
    coalesce(sum(total_sales), 0) AS units,
    coalesce(sum(price * total_sales), 0) AS ca
  FROM sales
) AS s
WHERE g.wines IS DISTINCT FROM s.wines
  OR g.units IS DISTINCT FROM s.units
  OR g.ca IS DISTINCT FROM s.ca
  OR g.lines <> 2
