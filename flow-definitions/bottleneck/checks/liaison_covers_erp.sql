-- ERP and link name the same products.
SELECT
  coalesce(e.product_id, l.product_id) AS product_id,
  CASE WHEN l.product_id IS NULL THEN 'missing in liaison' ELSE 'missing in erp' END AS problem
FROM erp AS e
FULL JOIN liaison AS l ON l.product_id = e.product_id
WHERE e.product_id IS NULL OR l.product_id IS NULL
