select distinct shop
from listing
where state = 'no-warehouse'
  or (state = 'failed' and state_code in (
    'PREFLIGHT_SHOP_STATUS', 'PREFLIGHT_SHOP_TAX', 'PREFLIGHT_DELIVERY_OPTION', 'PREFLIGHT_SHIPPING_TEMPLATE',
    'PREFLIGHT_BANK_ACCOUNT', 'PREFLIGHT_CONTACT_INFO'))
