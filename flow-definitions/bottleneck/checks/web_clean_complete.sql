-- Every sku is left, and no other.
WITH expected AS (
  SELECT DISTINCT sku FROM web_filtered
),
found AS (
  SELECT sku FROM web_clean
)
SELECT 'missing' AS problem, * FROM (SELECT * FROM expected EXCEPT ALL SELECT * FROM found)
UNION ALL
SELECT 'unexpected' AS problem, * FROM (SELECT * FROM found EXCEPT ALL SELECT * FROM expected)
