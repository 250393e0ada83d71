package jp.shopbridge.sandbox.futureshop;

import java.util.Arrays;
import java.util.List;

/** The kinds of goods the pretend shop sells: one main group (メイングループ) each, and the words products are made of. */
public enum GoodsKind {
    TEA(
            "tea",
            "日本茶",
            8,
            680,
            3200,
            80,
            400,
            List.of("宇治", "静岡", "八女", "知覧", "狭山", "伊勢", "嬉野"),
            List.of("煎茶", "深蒸し茶", "玉露", "ほうじ茶", "玄米茶", "和紅茶"),
            List.of("100g", "ティーバッグ20個入", "缶入り80g", "徳用200g", "水出し用"),
            List.of("50g", "100g", "200g"),
            List.of("簡易包装", "ギフト箱入り"),
            "茶園で摘んだ一番茶を、低温でじっくり仕上げました。",
            "開封後は密閉し、冷暗所で保存してください。"),
    SWEETS(
            "sweets",
            "和菓子・焼き菓子",
            8,
            540,
            4500,
            150,
            900,
            List.of("北海道バターの", "丹波黒豆の", "瀬戸内レモンの", "沖縄黒糖の", "信州りんごの", "宇治抹茶の"),
            List.of("どら焼き", "フィナンシェ", "羊羹", "クッキー", "カステラ", "最中"),
            List.of("5個入", "10個入", "詰め合わせ", "ミニサイズ", "化粧箱入り"),
            List.of("5個", "10個", "20個"),
            List.of("のしなし", "のしあり"),
            "職人が毎朝焼き上げる、素材の味をいかしたお菓子です。",
            "直射日光と高温多湿を避けて保存し、お早めにお召し上がりください。"),
    TSHIRT(
            "tshirt",
            "Tシャツ",
            10,
            1900,
            6800,
            160,
            320,
            List.of("オーガニックコットン", "ヘビーウェイト", "度詰め天竺", "リネン混", "接触冷感", "ボーダー"),
            List.of("クルーネックTシャツ", "ポケットTシャツ", "長袖Tシャツ", "ビッグTシャツ", "Vネックカットソー"),
            List.of("ユニセックス", "レディース", "メンズ", "キッズ"),
            List.of("ホワイト", "ネイビー", "チャコール", "カーキ"),
            List.of("S", "M", "L", "XL"),
            "洗うほどに肌になじむ、毎日着たくなる一枚です。",
            "濃色は色落ちすることがあります。ほかのものと分けて洗ってください。"),
    BAG(
            "bag",
            "バッグ",
            10,
            2800,
            28000,
            280,
            1200,
            List.of("帆布", "牛革", "撥水ナイロン", "デニム", "ジュート", "倉敷産キャンバス"),
            List.of("トートバッグ", "ショルダーバッグ", "リュック", "サコッシュ", "ボストンバッグ"),
            List.of("A4対応", "マチ付き", "内ポケット3つ", "軽量", "ファスナー付き"),
            List.of("生成り", "ブラック", "オリーブ"),
            List.of("小", "中", "大"),
            "倉敷の職人が一点ずつ縫い上げた、長く使えるかばんです。",
            "水にぬれた場合は、乾いた布で早めにふき取ってください。"),
    COSMETICS(
            "cosmetics",
            "スキンケア",
            10,
            980,
            7800,
            60,
            350,
            List.of("ゆず", "米ぬか", "椿", "どくだみ", "酒粕", "はとむぎ"),
            List.of("化粧水", "美容液", "ハンドクリーム", "洗顔石けん", "リップバーム", "保湿ジェル"),
            List.of("150ml", "30ml", "つめかえ用", "お試しサイズ", "ポンプ式"),
            List.of("30ml", "100ml", "150ml"),
            List.of("無香料", "ゆずの香り"),
            "国産の植物うるおい成分を配合し、毎日の肌をやさしく整えます。",
            "お肌に合わないときは、ご使用をおやめください。"),
    PET_FOOD(
            "pet-food",
            "ペットフード",
            10,
            480,
            6400,
            120,
            3000,
            List.of("国産鶏ささみ", "鹿肉", "天然まぐろ", "さつまいも", "馬肉"),
            List.of("ドッグフード", "キャットフード", "犬用おやつ", "猫用おやつ", "トッピングふりかけ"),
            List.of("成犬用", "シニア用", "小粒", "無添加", "まとめ買い"),
            List.of("80g", "500g", "1.5kg"),
            List.of("チキン", "フィッシュ"),
            "人が食べられる品質の国産素材だけで作りました。",
            "新鮮な水といっしょに、体重に合わせて与えてください。"),
    PHONE_CASE(
            "phone-case",
            "スマホケース",
            10,
            1480,
            6980,
            30,
            160,
            List.of("本革", "ハイブリッド", "クリア", "手帳型", "リング付き"),
            List.of("スマホケース", "スマホカバー", "スマホポーチ", "ケースとストラップのセット"),
            List.of("6.1インチ用", "6.7インチ用", "カード収納付き", "ワイヤレス充電対応"),
            List.of("ブラック", "ブラウン", "レッド", "ミント"),
            List.of("6.1インチ用", "6.7インチ用"),
            "毎日手にするものだから、持ちやすさと守る力にこだわりました。",
            "機種のボタンやカメラの位置をお確かめのうえ、お選びください。"),
    MUG(
            "mug",
            "マグカップ",
            10,
            1200,
            5800,
            260,
            620,
            List.of("美濃焼", "波佐見焼", "益子焼", "萩焼", "琺瑯"),
            List.of("マグカップ", "スープマグ", "ペアマグ", "フリーカップ", "蓋付きマグ"),
            List.of("300ml", "電子レンジ対応", "大きめ", "窯変釉", "粉引"),
            List.of("白", "藍", "飴"),
            List.of("小", "大"),
            "一つずつ表情のちがう釉薬を楽しめる、手になじむ器です。",
            "直火ではお使いになれません。急な温度変化を避けてください。"),
    TOWEL(
            "towel",
            "タオル",
            10,
            600,
            5200,
            70,
            650,
            List.of("今治", "泉州", "オーガニック", "ガーゼ", "ワッフル"),
            List.of("フェイスタオル", "バスタオル", "ハンドタオル", "スポーツタオル", "タオルケット"),
            List.of("1枚", "3枚組", "ギフト箱入り", "甘撚り", "速乾"),
            List.of("ホワイト", "ベージュ", "グレー", "ブルー"),
            List.of("ハンド", "フェイス", "バス"),
            "水を吸った瞬間にわかる、やわらかさと吸水性。",
            "はじめに一度水通しすると、風合いよくお使いいただけます。"),
    SOCKS(
            "socks",
            "くつした",
            10,
            580,
            2600,
            40,
            140,
            List.of("奈良産", "シルク混", "メリノウール", "リネン", "五本指"),
            List.of("くつした", "レッグウォーマー", "フットカバー", "ハイソックス", "ルームソックス"),
            List.of("22-24cm", "25-27cm", "3足組", "しめつけない", "冷えとり"),
            List.of("チャコール", "マスタード", "グリーン"),
            List.of("22-24cm", "25-27cm"),
            "奈良の小さな工場で、古い編み機を使ってゆっくり編みました。",
            "洗濯ネットに入れ、裏返して洗ってください。"),
    TOY(
            "toy",
            "木のおもちゃ",
            10,
            1500,
            12800,
            180,
            1900,
            List.of("飛騨の", "ひのきの", "くるみの", "けやきの"),
            List.of("積み木", "汽車", "パズル", "おままごとセット", "がらがら", "木琴"),
            List.of("12ピース", "名入れ対応", "ギフト箱入り", "はじめてセット"),
            List.of("ナチュラル", "カラフル"),
            List.of("12ピース", "24ピース"),
            "角を丸く仕上げ、口に入れても安心な塗料だけを使いました。",
            "対象年齢をお確かめのうえ、保護者のもとで遊ばせてください。"),
    KNIFE(
            "knife",
            "包丁",
            10,
            4800,
            38000,
            160,
            420,
            List.of("堺", "関", "三条", "越前", "土佐"),
            List.of("三徳包丁", "牛刀", "ペティナイフ", "菜切包丁", "出刃包丁"),
            List.of("165mm", "180mm", "ステンレス", "青紙鋼", "ダマスカス"),
            List.of("黒合板柄", "朴柄"),
            List.of("165mm", "180mm", "210mm"),
            "鋼を打ち、研ぎ、柄を付けるまで、産地の職人が分業で仕上げます。",
            "使ったあとは洗って水気をふき、乾かして保管してください。");

    private final String groupUrl;
    private final String groupName;
    private final int taxRate;
    private final int lowestPrice;
    private final int highestPrice;
    private final int lightestGrams;
    private final int heaviestGrams;
    private final List<String> firstWords;
    private final List<String> nouns;
    private final List<String> lastWords;
    private final List<String> horizontalChoices;
    private final List<String> verticalChoices;
    private final String praise;
    private final String advice;

    GoodsKind(
            String groupUrl,
            String groupName,
            int taxRate,
            int lowestPrice,
            int highestPrice,
            int lightestGrams,
            int heaviestGrams,
            List<String> firstWords,
            List<String> nouns,
            List<String> lastWords,
            List<String> horizontalChoices,
            List<String> verticalChoices,
            String praise,
            String advice) {
        this.groupUrl = groupUrl;
        this.groupName = groupName;
        this.taxRate = taxRate;
        this.lowestPrice = lowestPrice;
        this.highestPrice = highestPrice;
        this.lightestGrams = lightestGrams;
        this.heaviestGrams = heaviestGrams;
        this.firstWords = firstWords;
        this.nouns = nouns;
        this.lastWords = lastWords;
        this.horizontalChoices = horizontalChoices;
        this.verticalChoices = verticalChoices;
        this.praise = praise;
        this.advice = advice;
    }

    /** URL codes of all main groups, in the order of the kinds. */
    public static List<String> groupUrls() {
        return Arrays.stream(values()).map(GoodsKind::groupUrl).toList();
    }

    /** URL code of the main group, such as {@code tea}. */
    public String groupUrl() {
        return groupUrl;
    }

    /** Name of the main group, such as 日本茶. */
    public String groupName() {
        return groupName;
    }

    /** Consumption tax in per cent: 8 for food, 10 otherwise. */
    public int taxRate() {
        return taxRate;
    }

    List<String> horizontalChoices() {
        return horizontalChoices;
    }

    List<String> verticalChoices() {
        return verticalChoices;
    }

    /** A product name; the same seed gives the same name. */
    String name(long seed) {
        int first = (int) (seed % firstWords.size());
        int noun = (int) (seed / firstWords.size() % nouns.size());
        int last = (int) (seed / ((long) firstWords.size() * nouns.size()) % lastWords.size());
        String start = firstWords.get(first);
        return start + (start.endsWith("の") ? "" : " ") + nouns.get((noun + first) % nouns.size()) + " "
                + lastWords.get((last + first + noun) % lastWords.size());
    }

    /** A price in yen. */
    int price(long seed) {
        int steps = (highestPrice - lowestPrice) / 20;
        return lowestPrice + 20 * (int) (spread(seed) % steps);
    }

    /** A weight in gram. */
    int grams(long seed) {
        return lightestGrams + (int) (spread(seed + 1) % (heaviestGrams - lightestGrams));
    }

    /** HTML that describes a product of this kind. */
    String description(String name) {
        return "<p><strong>" + name + "</strong></p><p>" + praise + "</p><ul><li>" + groupName + "専門店が選びました</li><li>"
                + "国内の工房・工場から直送</li><li>ギフト包装に対応</li></ul><p>" + advice + "<br>"
                + "写真の色は、ご覧の画面により実物と異なって見えることがあります。</p>";
    }

    /** One sentence about products of this kind. */
    String praise() {
        return praise;
    }

    private static long spread(long seed) {
        long mixed = (seed + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        return (mixed ^ (mixed >>> 29)) >>> 1;
    }
}
