-- A wine on sale has a price above zero.
SELECT product_id, sku, price
FROM sales
WHERE price IS NULL OR price <= 0
