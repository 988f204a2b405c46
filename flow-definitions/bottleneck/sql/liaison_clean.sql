-- One row per product; products without a page in the web shop stay, with an empty id_web.
SELECT product_id, nullif(trim(id_web), '') AS id_web
FROM liaison
QUALIFY row_number() OVER (PARTITION BY product_id ORDER BY nullif(trim(id_web), '') NULLS LAST) = 1
