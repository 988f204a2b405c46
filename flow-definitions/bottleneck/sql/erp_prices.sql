-- The sum of all prices: a cent changed anywhere in the price list shows here.
SELECT coalesce(sum(price), 0) AS erp_prices
FROM erp_clean
