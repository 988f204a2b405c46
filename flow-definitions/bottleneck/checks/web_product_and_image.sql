-- The web shop lists each sku once as a product and once as its image.
SELECT
  trim(sku) AS sku,
  count(*) FILTER (post_type = 'product') AS products,
  count(*) FILTER (post_type = 'attachment') AS images,
  count(*) AS listed
FROM web
WHERE nullif(trim(sku), '') IS NOT NULL
GROUP BY trim(sku)
HAVING products <> 1 OR images <> 1 OR listed <> 2
