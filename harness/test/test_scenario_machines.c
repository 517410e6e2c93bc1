/* SPDX-License-Identifier: Apache-2.0 */
/* Which scripts are tried on the other kind of machine, and what such cases are called. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "run/suite.h"
#include "scenario/record.h"

static struct ndc_scenario scenario;

static enum ndc_heed
heed_of(const char *lines)
{
    char text[400];
    struct ndc_error error;

    snprintf(text, sizeof text, "scenario x\nclass must\n%s", lines);
    assert_int_equal(ndc_scenario_parse(&scenario, text, strlen(text), "", &error), 0);
    return ndc_scenario_heeds_machine(&scenario);
}

static void
interrupts_decide(void **state)
{
    (void)state;
    assert_int_equal(heed_of("channel c\ncopy A 9 bytes status\ncall StartDma c A\n"),
                     NDC_HEEDS_NOTHING);
    assert_int_equal(heed_of("channel c\ncopy A 9 bytes irq\ncall StartDma c A\n"), NDC_HEEDS_ONCE);
    assert_int_equal(heed_of("vary F in plain irq\nchannel c\ncopy A 9 bytes F\n"), NDC_HEEDS_ONCE);
    assert_int_equal(heed_of("channel c\npnp stop\n"), NDC_HEEDS_ONCE);
    assert_int_equal(heed_of("channel c\ncopy A 9 bytes\nexpect isr c names A\n"), NDC_HEEDS_ALL);
    assert_int_equal(heed_of("channel c mask 2\n"), NDC_HEEDS_ALL);
}

static void
a_named_machine_stays(void **state)
{
    (void)state;
    assert_int_equal(heed_of("machine line\nchannel c mask 2\n"), NDC_HEEDS_NOTHING);
    assert_int_equal(heed_of("machine unasked\nchannel c mask 2\n"), NDC_HEEDS_NOTHING);
    assert_int_equal(heed_of("machine 4 channels\nchannel c mask 2\n"), NDC_HEEDS_ALL);
}

static void
the_other_machine_is_part_of_the_name(void **state)
{
    struct ndc_case one = {.scenario = &scenario, .interface_version = NDC_INTERFACE_1_0};
    char variation[NDC_CASE_VARIATION_ROOM];

    (void)state;
    heed_of("vary N in 4 5\nchannel c mask N\n");
    one.variation = 1;
    ndc_case_variation(&one, variation);
    assert_string_equal(variation, "5");
    one.rewired = true;
    ndc_case_variation(&one, variation);
    assert_string_equal(variation, "5,msix");
    one.interface_version = NDC_INTERFACE_2_1;
    assert_string_equal(ndc_case_machine(&one), "line");
    heed_of("channel c mask 1\n");
    ndc_case_variation(&one, variation);
    assert_string_equal(variation, "line");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(interrupts_decide),
        cmocka_unit_test(a_named_machine_stays),
        cmocka_unit_test(the_other_machine_is_part_of_the_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
