-- Together the segments hold each wine sold once, with its own price and revenue.
WITH expected AS (
  SELECT product_id, sku, title, price, total_sales, ca FROM sales
),
found AS (
  SELECT "Référence", "SKU", "Produit", "Prix", "Ventes", "CA" FROM premium
  UNION ALL
  SELECT "Référence", "SKU", "Produit", "Prix", "Ventes", "CA" FROM ordinaires
)
SELECT 'missing' AS problem, * FROM (SELECT * FROM expected EXCEPT ALL SELECT * FROM found)
UNION ALL
SELECT 'unexpected' AS problem, * FROM (SELECT * FROM found EXCEPT ALL SELECT * FROM expected)
