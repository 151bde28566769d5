#include "sandbox/estate/lost_keys.hpp"

namespace certwright::sandbox {
namespace {

constexpr std::string_view rsa_3072 =
    "MIIBojANBgkqhkiG9w0BAQEFAAOCAY8AMIIBigKCAYEAiSRVTD3tkaw8EOc8n2DB"
    "zPD8bQtJc0FrBySQh1d7rRS4LKxSiuLPkKAuZJVuxfrIXX30Rj9L34gyR9ShHfL2"
    "WwOJ7Z4C96o9Ve6hiOV1cyejVQDOuIxLMsipSukBsXSGBc6TaiFLwiaKoxIpa6gq"
    "tYZlgbNBudscmP5rOSmWYXB5OCnVbtxEYrnxnMN4DG4Lgb3G7CLfTnRDYEjnOlvC"
    "hIRrUheSjjickxqinyP4LPPTJEl4oHQd4CNvoREKDkbEoPTGRdPORa3cW1BVLlcb"
    "epNsvwem+t4aV/xYZB+FAtvcbODnkUaWgYNiadCEV6Ws5Lam9dF2S7Fs0A+7+V9i"
    "xm9k39H1xO0KRdOzipMHJGePnm9H5N6DqJ8o5968XGwUV26PsuuU0BNq7XHFoE2b"
    "f7YOteLAvdQudj0qrdMYK5MTAJVfSGiokY3CsuvaxvqOHfqETibbxMxlleAHQFu7"
    "gk1TPlRhWb5OeHIX0mKBaUoZhCvJ66y8Jfl5c1S6kHUTAgMBAAE=";
constexpr std::string_view rsa_4096 =
    "MIICIjANBgkqhkiG9w0BAQEFAAOCAg8AMIICCgKCAgEAq9RZSmzskKGUBYSsA1pp"
    "r/pOo0RL6VZMsjYoRAFxtjyyMv/5ZgX6e3O82VrXVStl9GlkAWgLl25/6FWaC5SB"
    "BimfkLCLRJm9PoSXFEy5wAEo79EEHnCdu4ciDv7wSt48MRQOJSaozyTvikSOCHeO"
    "++5UE09W/cSOBQZQ9sOLZQncaucZkuRoMHHMlAZkhYDTvo+D1hZuUfEm2NsUrRcj"
    "N36wJy/8lIMqHgkJJ4U0tp9vsVKwcZsKEqJKj1K/v2hI9ayGQfYi5E3Z6xsSEtcS"
    "u2Wt1D8o7Fz7+CLJuTv+1UJDfdX7sPgtOPLlL62IO2iZ/UTgWg/NBt0E1r3jfwwK"
    "Ss/NDv5RbsUyLnFL1Fa89G56v/6vnTydhLbKVc8E5moHwixQnlU5hHMtLbWxT3gN"
    "Cy2+ledOYi43qUmX6HrzYmXy22LTwS8Q3/lO9tW3HyztOXovJiGwIQZI0zmCLRO1"
    "y5O1LHj6uzPeIjD/YxD6gjAHRx7JfqznjD50Mr7QYRnG1FDLKFHby0eCtWg7U2gf"
    "qMXFfzu66oZLwuVYiowj9OvCEMr7yRcWtvtz3GNY4I+HQvFsGuXDZfY/ocjOsjat"
    "rNW57byYsnMOdoVKPesF86Oz0hlfEnWmaT8AZygQZnRlb7u6/bMgzMaYylA10WmJ"
    "xklSe+KhLP6WPEBuEEB5C98CAwEAAQ==";

}  // namespace

Bytes lost_key(std::string_view algorithm) {
    if (algorithm == "RSA_3072") return from_base64(rsa_3072);
    if (algorithm == "RSA_4096") return from_base64(rsa_4096);
    return {};
}

}  // namespace certwright::sandbox
