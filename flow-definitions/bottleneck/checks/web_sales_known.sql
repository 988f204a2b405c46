-- A sku without title or sales, or with sales below zero, cannot be counted.
SELECT sku, post_type, total_sales, post_title
FROM web
WHERE nullif(trim(sku), '') IS NOT NULL
  AND (total_sales IS NULL OR total_sales < 0 OR nullif(trim(post_title), '') IS NULL)
