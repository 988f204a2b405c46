-- Exactly the rows with a sku were kept, unchanged.
WITH expected AS (
  SELECT trim(sku) AS sku, total_sales, post_title, post_type FROM web WHERE trim(sku) <> ''
),
found AS (
  SELECT sku, total_sales, post_title, post_type FROM web_filtered
)
SELECT 'missing' AS problem, * FROM (SELECT * FROM expected EXCEPT ALL SELECT * FROM found)
UNION ALL
SELECT 'unexpected' AS problem, * FROM (SELECT * FROM found EXCEPT ALL SELECT * FROM expected)
