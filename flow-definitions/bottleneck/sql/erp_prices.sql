-- The sum of all prices: a cent changed anywhere in the price list shows here.
SELECT CAST(coalesce(sum(price), 0) AS DECIMAL(18, 2)) AS erp_prices
FROM erp_clean
