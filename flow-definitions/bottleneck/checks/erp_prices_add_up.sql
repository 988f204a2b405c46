-- The sum of prices is that of the cleaned price list.
SELECT p.erp_prices, e.expected
FROM erp_prices AS p
CROSS JOIN (SELECT coalesce(sum(price), 0) AS expected FROM erp_clean) AS e
WHERE p.erp_prices IS DISTINCT FROM e.expected
