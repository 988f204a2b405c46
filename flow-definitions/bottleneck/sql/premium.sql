-- Wines priced far above the rest, the dearest first.
SELECT
  product_id AS "Référence",
  sku AS "SKU",
  title AS "Produit",
  price AS "Prix",
  total_sales AS "Ventes",
  ca AS "CA",
  z_score AS "Score z"
FROM price_scores
WHERE is_premium
ORDER BY price DESC, product_id
