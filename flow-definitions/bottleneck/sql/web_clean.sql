-- One row per sku. The shop lists each wine as a product and again as the image attached to it;
-- the product's row is the one whose sales count. Titles come with their ampersands escaped.
SELECT sku, total_sales, replace(post_title, '&amp;', '&') AS title
FROM web_filtered
QUALIFY row_number() OVER (
  PARTITION BY sku
  ORDER BY post_type = 'product' DESC, total_sales DESC, post_title
) = 1
