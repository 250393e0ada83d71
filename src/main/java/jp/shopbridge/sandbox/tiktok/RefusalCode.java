package jp.shopbridge.sandbox.tiktok;

/**
 * The refusals this world knows, with the codes TikTok documents (docs/facts/tiktok.md 4.1 and 4.2). The wording is
 * close to the real one where a client tells causes apart by it (36009004), and our own elsewhere. Product codes travel with
 * HTTP 200: the code decides, not the status.
 */
enum RefusalCode {
    // Gateway and account
    BAD_REQUEST(36009004, 400, "invalid param error."),
    BAD_APP_KEY(36009004, 400, "Invalid credentials. Invalid 'app_key' query parameter."),
    SIGN_MISSING(36009004, 400, "Missing credentials. The request does not include a required signature in the query."),
    TIMESTAMP_OLD(
            36009004,
            400,
            "Invalid timestamp. The value of the 'timestamp' query parameter must not be earlier than 5 minutes before the"
                    + " current time."),
    TIMESTAMP_AHEAD(
            36009004,
            400,
            "Invalid timestamp. The value of the 'timestamp' query parameter must not exceed the current time by more than"
                    + " 30 seconds."),
    TIMESTAMP_BAD(36009004, 400, "Invalid timestamp. The 'timestamp' query parameter must be 10-digit Unix seconds."),
    TOKEN_BAD(36009004, 401, "Invalid credentials. The 'x-tts-access-token' header is invalid."),
    CIPHER_UNEXPECTED(
            36009004,
            400,
            "Unexpected identifier. The 'shop_cipher' query parameter is not required for this request."),
    CIPHER_MISSING(
            106013,
            400,
            "Missing identifier. The 'shop_cipher' query parameter is required to identify the target shop."),
    SIGN_WRONG(106001, 401, "Invalid credentials. The 'sign' query parameter is invalid."),
    TOKEN_MISMATCH(101000, 401, "Invalid query or header. The 'x-tts-access-token' header does not match the shop."),
    TOKEN_EXPIRED(105002, 401, "Expired credentials. The 'x-tts-access-token' header has expired."),
    SCOPE_MISSING(
            105005,
            403,
            "Access denied. The access scopes granted for the access token do not contain the one this endpoint requires."),
    TOO_MANY(36009002, 429, "Too many requests. You've made too many requests in a short period of time."),
    INTERNAL(36009003, 500, "Internal error. Please try again."),
    OVERLOADED(36009003, 503, "Internal error. The service is overloaded."),
    PATH_UNKNOWN(36009009, 404, "Invalid path. The specified path does not match any available endpoint."),
    METHOD_WRONG(36009010, 405, "Invalid method. The HTTP method used is not supported by this endpoint."),
    VERSION_UNKNOWN(36009014, 400, "Invalid API version. The 'version' value is invalid or unsupported."),
    UPLOAD_TOO_LARGE(36009021, 413, "Invalid file size. The uploaded file size exceeds the maximum limit."),
    BODY_FORMAT(
            36009022,
            400,
            "Invalid request format. The request body must be 'application/json' or 'multipart/form-data'."),
    MULTIPART_NEEDED(
            36009023,
            400,
            "Invalid request format. The value of the 'content-type' header must be 'multipart/form-data'."),
    GRANT_BAD(36004004, 200, "Invalid auth code."),
    PARAMETER(98001004, 200, "A parameter is invalid."),
    INPUT(12052910, 200, "Invalid input parameters."),

    // Category
    CATEGORY_FORMAT(12052002, 200, "Incorrect category format"),
    CATEGORY_UNKNOWN(12052023, 200, "Category does not exist"),
    CATEGORY_NOT_LEAF(12052024, 200, "Category is not final category"),
    CATEGORY_V2_NEEDED(12052217, 200, "All region shops must use V2 categories."),
    CATEGORY_PROHIBITED(12052220, 200, "This category is prohibited on TikTok Shop."),
    CATEGORY_INVITE_ONLY(12052221, 200, "Only allow-listed sellers may trade under this category"),
    CATEGORY_RESTRICTED(12052223, 200, "This category is restricted. Apply through the Qualification Center."),
    CATEGORY_NOT_MAIN(12052225, 200, "This category does not fall under your shop's main category."),
    CATEGORY_VERSION_MISMATCH(12052230, 200, "Category version and category ID do not match."),
    CATEGORY_EDIT(12052922, 200, "This field cannot be changed by this edit"),
    NO_MATCHING_CATEGORY(12019064, 200, "No matching categories. Provide the full name of your product."),
    NO_MAIN_CATEGORY_MATCH(12052912, 200, "No matching category found within your account's main category."),

    // Brand
    BRAND_UNKNOWN(12052026, 200, "Brand does not exist"),
    BRAND_EXPIRED(12052200, 200, "Brand is expired"),
    BRAND_UNAUTHORIZED(12052201, 200, "You are not authorized to sell this brand in this category."),
    BRAND_NAME(12019013, 200, "Brand name is invalid"),
    BRAND_LIMIT(12052109, 200, "Number of requests from the merchant is over the limit"),

    // Title and description
    TITLE_EMPTY(12052261, 200, "Product name is empty"),
    TITLE_LONG(12052051, 200, "The product name exceeds the maximum number of characters"),
    TITLE_FORMAT(12052931, 200, "The title breaks the formatting rules"),
    DESCRIPTION_MISSING(12052015, 200, "The product description is required"),
    DESCRIPTION_LONG(12052013, 200, "The product description exceeds the maximum number of characters"),
    DESCRIPTION_FORMAT(12052932, 200, "The description breaks the formatting rules"),
    DESCRIPTION_IMAGES(12052056, 200, "Too many images in the description"),
    DESCRIPTION_IMAGE_URI(12052340, 200, "Product description image uri illegal"),
    DESCRIPTION_IMAGE_SIZE(12052341, 200, "A description image is too large"),
    DESCRIPTION_SYNTAX(12052344, 200, "The product description has an HTML syntax error"),
    DESCRIPTION_TAG(12052345, 200, "The product description has an HTML tag that is not supported"),
    DESCRIPTION_ATTRIBUTE_MISSING(12052348, 200, "An HTML tag of the description lacks a required attribute"),
    DESCRIPTION_NEST(12052349, 200, "An HTML tag of the description may not be nested"),
    DESCRIPTION_ATTRIBUTE(12052350, 200, "An HTML tag of the description has an illegal attribute"),
    DESCRIPTION_DEEP(12052352, 200, "The product description is nested too deeply"),

    // Images and files
    IMAGE_NOT_A_FILE(12038002, 200, "Invalid upload file. Please pass the correct file data."),
    IMAGE_BROKEN(12038004, 200, "Failed to process the image. The content is not supported."),
    IMAGE_FORMAT(12038015, 200, "Failed to process the image. Supported formats: JPG, JPEG, PNG, WEBP, HEIC, BMP"),
    IMAGE_TOO_LARGE(12038005, 200, "The file size exceeds the maximum allowed size."),
    IMAGE_DIMENSIONS(12038014, 200, "The image dimensions exceed the allowed limits."),
    MAIN_IMAGE_MISSING(12052028, 200, "Main product image is required"),
    MAIN_IMAGE_URI(12052300, 200, "Product main image uri illegal"),
    MAIN_IMAGE_SMALL(12052301, 200, "A main image is too small"),
    MAIN_IMAGE_BIG(12052302, 200, "A main image is too big"),
    MAIN_IMAGE_RATIO(12052305, 200, "A main image's aspect ratio is out of limits"),
    MAIN_IMAGE_COUNT(12052306, 200, "Main product images exceed the limit"),
    IMAGE_UNKNOWN(12052722, 200, "The image URI does not exist in TikTok Shop."),
    VARIANT_IMAGE_URI(12052520, 200, "Sales attribute image uri illegal"),
    VARIANT_IMAGE_SIZE(12052521, 200, "A sales attribute image's size is out of limits"),
    VARIANT_IMAGE_MISSING(12052522, 200, "Every value of the attribute needs an image"),
    VARIANT_IMAGE_RATIO(12052524, 200, "A sales attribute image's aspect ratio is out of limits"),
    VARIANT_IMAGE_AXES(12052528, 200, "Images may be added to one sales attribute only"),
    SIZE_CHART_URI(12052670, 200, "The size chart image URI is invalid"),
    SIZE_CHART_SMALL(12052671, 200, "The size chart image's size is out of limits"),
    SIZE_CHART_MISSING(12052673, 200, "Product size chart is required"),
    SIZE_CHART_TEMPLATE(12052128, 200, "Size chart not found"),
    VIDEO_UNKNOWN(12052360, 200, "The video id does not exist"),

    // SKUs and variations
    SKU_NONE(12052902, 200, "The SKU list is empty"),
    SKU_COUNT(12052558, 200, "The number of product SKUs exceeds the limit"),
    SELLER_SKU_LONG(12052054, 200, "The seller SKU exceeds the maximum number of characters"),
    SELLER_SKU_FORM(12019059, 200, "Seller SKU is invalid"),
    AXES_COUNT(12052525, 200, "A SKU may have at most 3 sales attributes"),
    AXIS_UNKNOWN(12052527, 200, "The sales attribute id does not exist"),
    VALUE_UNKNOWN(12052529, 200, "The attribute value id does not exist"),
    AXES_DIFFER(12052550, 200, "Every SKU must have all sales attributes"),
    DEFAULT_SKU_TWICE(12052559, 200, "The product has more than one default SKU"),
    COMBINATION_TWICE(12052560, 200, "Duplicate sales attributes"),
    SKU_ID_TWICE(12052553, 200, "Duplicate SKU id"),
    SKU_NOT_OF_PRODUCT(12052557, 200, "The SKU ID does not belong to the product"),
    SKU_ID_MISSING(12052036, 200, "The SKU ID is necessary"),
    AXIS_NAME_FORMAT(12052933, 200, "A sales attribute name breaks the formatting rules"),
    AXIS_VALUE_FORMAT(12052934, 200, "A sales attribute value breaks the formatting rules"),
    AXIS_NAME_WORD(12052152, 200, "A sales attribute name contains restricted words"),
    AXIS_VALUE_WORD(12052153, 200, "A sales attribute value contains restricted words"),
    EXTERNAL_URL_FORM(12052235, 200, "The format of the url is invalid"),
    EXTERNAL_URL_UNSAFE(12052236, 200, "The protocol of the url is unsafe"),
    EXTERNAL_URL_LONG(12052238, 200, "The url is longer than 200"),

    // Attributes
    ATTRIBUTE_REQUIRED(12052104, 200, "A required attribute is missing"),
    ATTRIBUTE_REQUIRED_HERE(12052182, 200, "An attribute is required because of another one"),
    ATTRIBUTE_EMPTY_HERE(12052183, 200, "An attribute should be left empty because of another one"),
    CUSTOM_AXIS(12052240, 200, "Custom sales attributes are not supported"),
    ATTRIBUTE_ID_EMPTY(12052241, 200, "Attribute name or attribute id is empty"),
    ATTRIBUTE_NAME_LONG(12052242, 200, "The attribute name exceeds the maximum number of characters"),
    NOT_MULTIPLE(12052246, 200, "The attribute does not support several values"),
    CUSTOM_ATTRIBUTE(12052247, 200, "Custom product attributes are not supported"),
    VALUE_EMPTY(12052248, 200, "The attribute value is empty"),
    VALUE_LONG(12052249, 200, "The attribute value exceeds the maximum number of characters"),
    VALUE_NAME_TWICE(12052251, 200, "Duplicate attribute values"),
    VALUE_ID_TWICE(12052253, 200, "Duplicate attribute value id"),
    ATTRIBUTE_ID_TWICE(12052254, 200, "Duplicate attribute id"),
    VALUE_NOT_A_NUMBER(12052256, 200, "The value must be a positive integer or decimal"),
    VALUE_FORMAT(12052935, 200, "A product attribute value breaks the formatting rules"),
    VALUE_WORD(12052151, 200, "A product attribute value contains restricted words"),

    // Certifications
    CERTIFICATION_MISSING(12052105, 200, "A required qualification is missing"),
    CERTIFICATION_UNKNOWN(12052655, 200, "Qualification id does not exist"),
    CERTIFICATION_TWICE(12052656, 200, "Duplicate qualification id"),
    CERTIFICATION_IMAGE(12052650, 200, "Qualification image uri illegal"),
    CERTIFICATION_COUNT(12052657, 200, "Too many qualification images and files"),
    CERTIFICATION_FILE(12052658, 200, "Qualification file uri illegal"),
    CERTIFICATION_EXPIRY(12052385, 200, "Please enter a valid certificate expiration date"),

    // Price
    PRICE_FORMAT(12052012, 200, "Incorrect price format"),
    PRICE_INVALID(12052073, 200, "The product price is invalid"),
    PRICE_RANGE(12052570, 200, "Product price exceeds the limit"),
    PRICE_MISSING(12052571, 200, "Missing price for SKU(s)"),
    SALE_PRICE_MISSING(12052424, 200, "Missing 'sale_price' value"),
    CURRENCY(12052084, 200, "The currency is not available for this shop"),
    LIST_PRICE(12052376, 200, "List price is not supported"),
    PRICE_LOCKED(12019045, 200, "Price is locked"),
    PRICE_LOCKED_BY_PROMOTION(12052038, 200, "Product price locked due to an ongoing promotion"),

    // Package
    WEIGHT_MISSING(12019011, 200, "Product package weight is invalid"),
    WEIGHT_FORMAT(12052006, 200, "Incorrect parcel weight format"),
    WEIGHT_ZERO(12052181, 200, "The package weight of the product cannot be zero"),
    DIMENSIONS_MISSING(12019012, 200, "Product package size is invalid"),
    DIMENSIONS_PARTIAL(12052116, 200, "Product package size is incomplete"),
    HEIGHT_FORMAT(12052003, 200, "Incorrect parcel height format"),
    WIDTH_FORMAT(12052004, 200, "Incorrect parcel width format"),
    LENGTH_FORMAT(12052005, 200, "Incorrect parcel length format"),
    IMPERIAL_UNIT(12019061, 200, "Imperial units are not supported for products outside the US"),
    PACKAGE_UNIT(12052916, 200, "The package unit is not supported in this region"),

    // Warehouse and stock
    NO_WAREHOUSE(12052115, 200, "Seller has no warehouse"),
    NO_RETURN_WAREHOUSE(12052535, 200, "Couldn't publish this product: the shop has no return warehouse"),
    WAREHOUSE_UNKNOWN(12052097, 200, "The warehouse does not exist"),
    WAREHOUSE_NOT_YOURS(12052530, 200, "The warehouse does not belong to this shop"),
    WAREHOUSE_DISABLED(12052531, 200, "The warehouse is disabled"),
    WAREHOUSE_NOT_FOR_SALES(12052532, 200, "The warehouse is not a delivery warehouse"),
    WAREHOUSE_TWICE(12052555, 200, "The warehouse id is duplicate"),
    WAREHOUSE_SEVERAL(12052094, 200, "No multiple warehouse permission"),
    SKU_WITHOUT_WAREHOUSE(12019022, 200, "SKU must contain a valid warehouse"),
    WAREHOUSE_LIST_INCOMPLETE(12019028, 200, "Multiple warehouses detected. Include all warehouse IDs and try again."),
    QUANTITY(12052055, 200, "The SKU inventory quantity must be within allowed limits"),
    STOCK_COUNT(12019024, 200, "Stock count is invalid"),

    // Identifier codes
    IDENTIFIER_DIGITS(12052591, 200, "Invalid number of digits of identifier code"),
    IDENTIFIER_TWICE(12052592, 200, "Identifier code already entered"),
    IDENTIFIER_CHANGED(12052593, 200, "The identifier code cannot be changed once submitted"),
    IDENTIFIER_X(12052598, 200, "Only the last digit may be X"),
    IDENTIFIER_TYPE(12052600, 200, "The identifier code type must be selected"),
    EXTRA_IDENTIFIERS(12052291, 200, "Extra identifier codes are not supported in this region"),

    // Pre-order and what Japan does not have
    PRE_SALE_TYPE_MISSING(12019096, 200, "The value for 'pre_sale.type' is missing"),
    PRE_SALE_TYPE(12019099, 200, "The 'pre_sale.type' is not supported in your region"),
    PRE_SALE_FULFILLMENT(12019095, 200, "'pre_sale.fulfillment_type' is missing or empty"),
    PRE_SALE_ZERO(12019098, 200, "'handling_duration_days' must be non-zero"),
    PRE_SALE_DAYS(12052269, 200, "The selected time is outside the limit"),
    PRE_SALE_DIFFERS(12019100, 200, "All SKUs must have the same 'pre_sale.type'"),
    PRE_SALE_CATEGORY(12052712, 200, "Pre-order is not allowed in this category"),
    COD(12052222, 200, "Category does not support COD"),
    MINIMUM_ORDER(12052707, 200, "Setting a minimum sales quantity is not supported"),
    PRE_OWNED(12052316, 200, "Second hand is not applicable on this platform"),
    NOT_TOKOPEDIA(12052994, 200, "Seller is not a Tokopedia seller"),
    GIFT(12052992, 200, "No permission to create a gift product"),
    FEES(12052497, 200, "The Pfand field is not supported in this country"),
    COMBINED(12052849, 200, "You don't have the permission to operate combos"),
    SCHEDULE_TIME(12052604, 200, "The scheduled listing time is invalid"),
    EXTERNAL_ID_LONG(12052369, 200, "external_id length check failed"),
    EXTERNAL_ID_TWICE(12052996, 200, "external_id duplicated"),

    // Shop
    CROSS_BORDER(12052701, 200, "A cross-border seller cannot create a local product directly"),
    SELLER_INACTIVE(12052700, 200, "The seller is inactive"),
    TAX_NUMBER(12052703, 200, "Invalid seller tax number"),
    SHIPPING_TEMPLATE(12052402, 200, "Seller shipping template is empty"),
    LOGISTICS(12052420, 200, "The warehouse has no logistics service"),
    SHOP_TASKS(12052419, 200, "The shop tasks necessary for posting products have not been completed"),
    CONTACT(12052923, 200, "Contact information is required"),
    LISTING_LIMIT(12052093, 200, "Exceeded the product listing limit for the seller"),
    DEPOSIT(12019215, 200, "Deposit balance is not enough"),

    // Product
    PRODUCT_UNKNOWN(12019150, 200, "The product ID does not exist"),
    PRODUCT_NOT_YOURS(12052048, 200, "The product is not listed in your shop"),
    PRODUCT_STATUS(12052901, 200, "The product in its current status is not available for this operation"),
    PRODUCT_NOT_LIVE(12019113, 200, "Product status is invalid"),
    NOTHING_UNDER_REVIEW(12052547, 200, "There is no version of this product that is under review"),
    APPEAL_OPEN(12052308, 200, "There is an ongoing appeal; revoke it to edit the product"),
    SEVERAL(12052990, 200, "The check failed"),
    TOO_MANY_PRODUCTS(12019120, 200, "The number of product IDs exceeds the limit"),
    TOO_MANY_SKUS(12019015, 200, "The number of SKUs exceeds the limit"),
    TOO_MANY_SELLER_SKUS(12019027, 200, "The maximum count of 'seller_skus' in the search filter is 10"),
    TOO_MANY_SKU_IDS(12019087, 200, "The number of SKU IDs exceeds the limit of 10"),
    PAGE_SIZE(12019109, 200, "Page size is invalid"),
    PAGE_TOKEN(12019108, 200, "Page token is invalid"),
    CREATE_TIME(12019118, 200, "Search create time invalid"),
    UPDATE_TIME(12019119, 200, "Search update time invalid"),
    RESULT_CAP(12052180, 200, "The total number of search results cannot exceed 10000");

    private final int code;
    private final int httpStatus;
    private final String message;

    RefusalCode(int code, int httpStatus, String message) {
        this.code = code;
        this.httpStatus = httpStatus;
        this.message = message;
    }

    int code() {
        return code;
    }

    int httpStatus() {
        return httpStatus;
    }

    String message() {
        return message;
    }

    Refusal refusal() {
        return new Refusal(this, message);
    }

    /** A refusal that says what was wrong, after the code's own text. */
    Refusal refusal(String detail) {
        return new Refusal(this, message + (message.endsWith(".") ? " " : ": ") + detail);
    }
}
