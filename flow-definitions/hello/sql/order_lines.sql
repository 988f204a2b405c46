-- One line per order, product names written one way, amounts in exact decimals.
SELECT
  order_id,
  lower(trim(product)) AS product,
  quantity,
  price,
  CAST(quantity * price AS DECIMAL(12, 2)) AS amount
FROM orders
