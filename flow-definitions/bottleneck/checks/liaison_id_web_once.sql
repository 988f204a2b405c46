-- A page of the web shop belongs to one product.
SELECT trim(id_web) AS id_web, count(*) AS products
FROM liaison
WHERE nullif(trim(id_web), '') IS NOT NULL
GROUP BY trim(id_web)
HAVING count(*) > 1
