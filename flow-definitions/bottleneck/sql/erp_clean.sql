-- One row per product.
SELECT product_id, onsale_web, price, stock_quantity, stock_status
FROM erp
QUALIFY row_number() OVER (
  PARTITION BY product_id
  ORDER BY price, onsale_web, stock_quantity, stock_status
) = 1
