package io.sluice.testkit.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The wines and products behind the sample workbooks. Their figures are those that the merchant's
 * own month has: 825 products at 26,716.80 EUR in all, 714 of them sold on the web for 70,568.60
 * EUR, 30 of them premium with 6,884.40 EUR.
 */
record Assortment(List<Wine> wines, List<Product> products) {

  static final String GIFT_CARD = "bon-cadeau-25-euros";

  private static final int PREMIUM = 30;
  private static final int ORDINARY = 684;
  private static final int OFFLINE = 111;
  private static final int LINKED_OFFLINE = 20;
  private static final int PREMIUM_REVENUE_TENTHS = 68_844;
  private static final int ORDINARY_REVENUE_TENTHS = 636_842;
  private static final int PRICES_TENTHS = 267_168;
  private static final List<Integer> NEGATIVE_TENTHS = List.of(-120, -30);
  private static final int FAMILY_WINES = 5;
  private static final int WRONG_IMAGES = 3;
  private static final int FIRST_PRODUCT = 3_101;
  private static final int FIRST_SKU = 10_500;

  private static final OfferDraw PREMIUM_DRAW = new OfferDraw(950, 2_200, 3);
  private static final OfferDraw ORDINARY_DRAW = new OfferDraw(60, 700, 6.5);
  private static final OfferDraw OFFLINE_DRAW = new OfferDraw(50, 1_500, 1);

  Assortment {
    wines = List.copyOf(wines);
    products = List.copyOf(products);
  }

  static Assortment draw(Random random) {
    var skus = skus(random);
    var wines = wines(random, skus);
    return new Assortment(wines, products(random, wines, skus.subList(wines.size(), skus.size())));
  }

  /** One sku per wine, then those that the web shop does not know. */
  private static List<String> skus(Random random) {
    int count = PREMIUM + ORDINARY + LINKED_OFFLINE;
    var skus =
        new ArrayList<>(IntStream.range(0, 6_000).mapToObj(i -> "" + (FIRST_SKU + i)).toList());
    Collections.shuffle(skus, random);
    skus.set(0, GIFT_CARD);
    skus.set(1, skus.get(1) + "-1");
    skus.set(count - 1, skus.get(count - 1) + "-1");
    return skus.subList(0, count);
  }

  private static List<Wine> wines(Random random, List<String> skus) {
    var offers = offers(random);
    var wrongImages = bestsellers(offers);
    var names = new WineNames(random);
    var wines = new ArrayList<Wine>();
    for (int i = 0; i < offers.size(); i++) {
      int sales = offers.get(i).sales();
      int imageSales = wrongImages.contains(i) ? sales / 10 : sales;
      wines.add(new Wine(skus.get(i), title(names, i), offers.get(i), imageSales));
    }
    return wines;
  }

  private static List<Offer> offers(Random random) {
    var giftCard = new Offer(250, 10);
    var computedPrice = new Offer(343, 4);
    var ordinary =
        ORDINARY_DRAW.offers(
            random, List.of(giftCard, computedPrice), ORDINARY - 2, ORDINARY_REVENUE_TENTHS);
    var premium = PREMIUM_DRAW.offers(random, List.of(), PREMIUM, PREMIUM_REVENUE_TENTHS);
    return Stream.concat(ordinary.stream(), premium.stream()).toList();
  }

  /** The positions of the offers that sold most. */
  private static List<Integer> bestsellers(List<Offer> offers) {
    return IntStream.range(0, offers.size())
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> offers.get(i).sales()).reversed())
        .limit(WRONG_IMAGES)
        .toList();
  }

  private static String title(WineNames names, int index) {
    if (index == 0) {
      return "Bon cadeau de 25€";
    }
    return index <= FAMILY_WINES ? names.familyTitle() : names.title();
  }

  private static List<Product> products(Random random, List<Wine> wines, List<String> unknownSkus) {
    int online = wines.stream().mapToInt(wine -> wine.offer().priceTenths()).sum();
    int negative = NEGATIVE_TENTHS.stream().mapToInt(Integer::intValue).sum();
    var offline =
        new ArrayList<>(
            OFFLINE_DRAW.prices(
                random, OFFLINE - NEGATIVE_TENTHS.size(), PRICES_TENTHS - online - negative));
    offline.addAll(NEGATIVE_TENTHS);

    var goods = new ArrayList<Good>();
    wines.forEach(wine -> goods.add(new Good(wine.sku(), wine.offer(), true)));
    for (int i = 0; i < OFFLINE; i++) {
      var idWeb = i < LINKED_OFFLINE ? unknownSkus.get(i) : "";
      goods.add(new Good(idWeb, new Offer(offline.get(i), 0), false));
    }
    Collections.shuffle(goods, random);
    return numbered(random, goods);
  }

  private record Good(String idWeb, Offer offer, boolean onSale) {}

  private static List<Product> numbered(Random random, List<Good> goods) {
    var products = new ArrayList<Product>();
    int id = FIRST_PRODUCT;
    for (var good : goods) {
      products.add(
          new Product(id, good.idWeb(), good.offer().price(), good.onSale(), stock(random)));
      id += 1 + random.nextInt(8);
    }
    return withNegativeStock(products);
  }

  private static int stock(Random random) {
    return random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(60);
  }

  /** The stock system let two products go below zero: one on sale, one not. */
  private static List<Product> withNegativeStock(List<Product> products) {
    for (boolean onSale : new boolean[] {true, false}) {
      int index =
          IntStream.range(0, products.size())
              .filter(i -> products.get(i).onSale() == onSale)
              .findFirst()
              .orElseThrow();
      var product = products.get(index);
      products.set(index, new Product(product.id(), product.idWeb(), product.price(), onSale, -1));
    }
    return products;
  }
}
