-- Each row of the sales keeps the price of its product, the sales of its sku and their link.
SELECT s.product_id, s.sku, s.price, s.total_sales, s.ca, e.price AS erp_price, w.total_sales AS web_sales
FROM sales AS s
LEFT JOIN erp_clean AS e ON e.product_id = s.product_id
LEFT JOIN liaison_clean AS l ON l.product_id = s.product_id
LEFT JOIN web_clean AS w ON w.sku = s.sku
WHERE s.price IS DISTINCT FROM e.price
  OR s.sku IS DISTINCT FROM l.id_web
  OR s.total_sales IS DISTINCT FROM w.total_sales
  OR s.title IS DISTINCT FROM w.title
  OR s.ca IS DISTINCT FROM e.price * w.total_sales
