-- No wine is premium and ordinary at once.
SELECT p."Référence" AS product_id, p."Produit" AS title
FROM premium AS p
JOIN ordinaires AS o ON o."Référence" = p."Référence"
