-- Wines known to both sides, with the price of the one and the sales of the other.
SELECT
  e.product_id,
  w.sku,
  w.title,
  e.price,
  w.total_sales,
  CAST(e.price * w.total_sales AS DECIMAL(18, 2)) AS ca
FROM erp_clean AS e
JOIN liaison_clean AS l ON l.product_id = e.product_id
JOIN web_clean AS w ON w.sku = l.id_web
