-- The sum of prices is that of the cleaned price list; one line, none missing.
SELECT p.erp_prices, e.expected
FROM (SELECT CAST(coalesce(sum(price), 0) AS DECIMAL(18, 2)) AS expected FROM erp_clean) AS e
LEFT JOIN erp_prices AS p ON TRUE
WHERE p.erp_prices IS DISTINCT FROM e.expected OR (SELECT count(*) FROM erp_prices) <> 1
