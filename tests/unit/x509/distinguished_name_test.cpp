#include "x509/distinguished_name.hpp"

#include "base/error.hpp"
#include "x509/names.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace certwright::x509 {
namespace {

std::string text_of(const DistinguishedName& name) {
    return distinguished_name(native_name(name).get());
}

std::string refusal(const NameAttribute& attribute) {
    try {
        (void)native_name({attribute});
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::invalid);
        return error.message();
    }
    return "accepted";
}

TEST(DistinguishedName, keeps_the_order_of_its_attributes) {
    const DistinguishedName name{{"C", "DE"},
                                 {"ST", "Bayern"},
                                 {"L", "München"},
                                 {"O", "Example, Inc."},
                                 {"OU", "One"},
                                 {"OU", "Two"},
                                 {"serialNumber", "17"},
                                 {"CN", "x.y"},
                                 {"emailAddress", "a@b.example"},
                                 {"1.2.3.4", "own"}};
    EXPECT_EQ(name_parts(native_name(name).get()), name);
    EXPECT_EQ(text_of(name).substr(0, 8), "1.2.3.4=");
    EXPECT_NE(text_of(name).find(
                  ",CN=x.y,serialNumber=17,OU=Two,OU=One,O=Example\\, Inc.,L=München,ST=Bayern,C=DE"),
              std::string::npos)
        << text_of(name);
}

TEST(DistinguishedName, takes_types_by_name_and_by_number) {
    EXPECT_EQ(text_of({{"2.5.4.3", "a"}}), "CN=a");
    EXPECT_EQ(text_of({{"commonName", "a"}}), "CN=a");
    EXPECT_EQ(refusal({"cn", "a"}), "\"cn\" is no object identifier");
    EXPECT_EQ(refusal({"", "a"}), "\"\" is no object identifier");
    EXPECT_EQ(refusal({std::string{"CN\0", 3}, "a"}), "\"CN\\x00\" is no object identifier");
    for (const char* hollow : {"1.2..3", "1.2.3.", "1.2.", "1..2", "1.2 .3", "1 2.3"})
        EXPECT_EQ(refusal({hollow, "a"}), '"' + std::string{hollow} + "\" is no object identifier");
    EXPECT_EQ(refusal({"1.2." + std::string(75, '1'), "a"}), "accepted");
    EXPECT_NE(refusal({"1.2." + std::string(76, '1'), "a"}).find("the type is too long"), std::string::npos);
    EXPECT_NE(refusal({"1." + std::string(70, '9'), "a"}).find("is no object identifier"), std::string::npos);
}

TEST(DistinguishedName, may_be_empty) {
    EXPECT_EQ(text_of({}), "");
    EXPECT_TRUE(name_parts(native_name({}).get()).empty());
}

TEST(DistinguishedName, refuses_values_that_their_type_cannot_hold) {
    EXPECT_EQ(refusal({"C", "DEU"}), "cannot write \"C\"=\"DEU\" in a name: string too long");
    EXPECT_EQ(refusal({"C", "D"}), "cannot write \"C\"=\"D\" in a name: string too short");
    EXPECT_EQ(refusal({"C", "Ö1"}), "cannot write \"C\"=\"Ö1\" in a name: illegal characters");
    EXPECT_EQ(refusal({"CN", std::string(64, 'x')}), "accepted");
    EXPECT_NE(refusal({"CN", std::string(65, 'x')}).find("string too long"), std::string::npos);
    EXPECT_EQ(refusal({"CN", ""}), "cannot write \"CN\"=\"\" in a name: the value is empty");
    EXPECT_EQ(
        refusal({"CN", std::string{"good\0evil", 9}}),
        "cannot write \"CN\"=\"good\\x00evil\" in a name: the value is not UTF-8 without control characters");
    EXPECT_EQ(refusal({"O", "\xff"}),
              "cannot write \"O\"=\"\\xff\" in a name: the value is not UTF-8 without control characters");
    EXPECT_NE(refusal({"O", "a\nb"}).find("without control characters"), std::string::npos);
    EXPECT_THROW(native_name(DistinguishedName(51, {"O", "x"})), Error);
}

RC_GTEST_PROP(DistinguishedName, comes_back_as_it_was, ()) {
    // Any letters, of one to three bytes each; what would come back escaped is left out.
    const auto value = rc::gen::map(
        rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
            "a", "Z", "0", " ", ",", "+", "\"", "#", "<", "=", "ü", "€", "*", "\\"))),
        [](const std::vector<std::string>& letters) {
            std::string text;
            for (std::size_t i = 0; i < letters.size() && i < 60; ++i) text += letters[i];
            return text;
        });
    const auto type = rc::gen::element<std::string>("CN", "O", "OU", "L", "ST", "title", "1.2.3.4.5");
    const auto name = *rc::gen::container<DistinguishedName>(rc::gen::build<NameAttribute>(
        rc::gen::set(&NameAttribute::type, type), rc::gen::set(&NameAttribute::value, value)));
    RC_PRE(name.size() <= 50u);
    RC_ASSERT(name_parts(native_name(name).get()) == name);
}

}  // namespace
}  // namespace certwright::x509
