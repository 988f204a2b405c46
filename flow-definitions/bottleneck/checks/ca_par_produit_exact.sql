-- Revenue per product is price times sales, to the cent, for exactly the wines sold.
WITH expected AS (
  SELECT product_id, sku, title, price, total_sales, CAST(price * total_sales AS DECIMAL(18, 2)) AS ca
  FROM sales
),
found AS (
  SELECT "Référence", "SKU", "Produit", "Prix", "Ventes", "CA" FROM ca_par_produit
)
SELECT 'missing' AS problem, * FROM (SELECT * FROM expected EXCEPT ALL SELECT * FROM found)
UNION ALL
SELECT 'unexpected' AS problem, * FROM (SELECT * FROM found EXCEPT ALL SELECT * FROM expected)
