-- The cleaned price list holds each product of the ERP once, with the ERP's own values.
WITH expected AS (
  SELECT DISTINCT product_id, onsale_web, price, stock_quantity, stock_status FROM erp
),
found AS (
  SELECT product_id, onsale_web, price, stock_quantity, stock_status FROM erp_clean
)
SELECT 'missing' AS problem, * FROM (SELECT * FROM expected EXCEPT ALL SELECT * FROM found)
UNION ALL
SELECT 'unexpected' AS problem, * FROM (SELECT * FROM found EXCEPT ALL SELECT * FROM expected)
