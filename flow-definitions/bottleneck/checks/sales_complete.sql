-- Every wine of the web shop found its product through the link.
SELECT w.sku, w.title
FROM web_clean AS w
WHERE w.sku NOT IN (SELECT sku FROM sales WHERE sku IS NOT NULL)
