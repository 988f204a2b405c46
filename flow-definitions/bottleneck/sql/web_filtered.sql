-- Rows that stand for something sold: those with a sku.
SELECT trim(sku) AS sku, total_sales, post_title, post_type
FROM web
WHERE nullif(trim(sku), '') IS NOT NULL
