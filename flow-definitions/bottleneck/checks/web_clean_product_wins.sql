-- Sales and title of each sku are those of its product row.
WITH expected AS (
  SELECT sku, total_sales, replace(post_title, '&amp;', '&') AS title FROM web_filtered WHERE post_type = 'product'
),
found AS (
  SELECT sku, total_sales, title FROM web_clean
)
SELECT 'missing' AS problem, * FROM (SELECT * FROM expected EXCEPT ALL SELECT * FROM found)
UNION ALL
SELECT 'unexpected' AS problem, * FROM (SELECT * FROM found EXCEPT ALL SELECT * FROM expected)
