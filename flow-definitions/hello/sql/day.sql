-- The day in one line.
SELECT
  count(*) AS orders,
  sum(quantity) AS items,
  sum(amount) AS takings
FROM order_lines
