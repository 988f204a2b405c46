-- The cleaned link holds each product of the link once, with its own id_web.
WITH expected AS (
  SELECT DISTINCT product_id, nullif(trim(id_web), '') AS id_web FROM liaison
),
found AS (
  SELECT product_id, id_web FROM liaison_clean
)
SELECT 'missing' AS problem, * FROM (SELECT * FROM expected EXCEPT ALL SELECT * FROM found)
UNION ALL
SELECT 'unexpected' AS problem, * FROM (SELECT * FROM found EXCEPT ALL SELECT * FROM expected)
