-- Revenue per product, the best first.
SELECT
  product_id AS "Référence",
  sku AS "SKU",
  title AS "Produit",
  price AS "Prix",
  total_sales AS "Ventes",
  ca AS "CA"
FROM sales
ORDER BY ca DESC, product_id
