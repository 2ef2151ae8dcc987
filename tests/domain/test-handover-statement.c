/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A receiver without the program signs what he found, and the giver enters it. */

#include "handover-desk.h"

#define STATEMENT "{'format':'madoguchi-statement/1','number':'%s','step':'%s','by':'w-01','at':'%s',%s}"
#define RECEIPT                                                                                                        \
  "{'format':'madoguchi-receipt/"                                                                                      \
  "1','packet_id':'DVD-1','sha256':'%s','records':%d,'total_amount':%d,'receiver':'ward',"                             \
  "'received_by':'w-01','received':'%s'}"
#define SHA256 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define FOUND_OUTSIDE "'media':1,'seal':'S-1','digest':'" SHA256 "'"

static char *
write_moment (MadoInstant moment)
{
  char iso[MADO_INSTANT_ISO_SIZE];

  mado_instant_to_iso (moment, iso);

  return g_strdup (iso);
}

static char *
state (Desk *desk, const char *signer, const char *number, const char *step, const char *facts)
{
  g_autofree char *at = write_moment (desk->now);
  g_autofree char *object = desk_dup_signed (desk, signer, STATEMENT, number, step, at, facts);

  return g_strdup_printf ("{'statement':%s}", object);
}

static MadoId
carry_packet (Desk *desk)
{
  MadoId id = desk_make (desk, "l-01", "handover.make",
                         "{'kind':'medium','content':'x','number':'DVD-1','media':1,'records':250,'amount':100,"
                         "'encryption':'AES-256','digest':'" SHA256 "'}");

  handover_desk_seal (desk, id, "B-1", "S-1");
  handover_desk_carry (desk, id);
  desk_pass_minutes (desk, 30);

  return id;
}

static void
test_statement_is_entered (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId id = carry_packet (desk);
  g_autofree char *arrived = state (desk, "w-01", "dvd-1", "receive", FOUND_OUTSIDE);
  g_autofree char *opened_at = NULL, *receipt = NULL, *back = NULL;

  desk_pass_minutes (desk, 60);
  desk_do (desk, "l-02", id, "handover.attest", "%s", arrived);
  g_assert_cmpstr (desk_get_state (desk, id), ==, "received");
  g_assert_cmpstr (desk_get_text (desk, id, "/track/3/what"), ==, "receive");
  g_assert_cmpstr (desk_get_text (desk, id, "/track/3/by"), ==, "w-01");
  g_assert_cmpstr (desk_get_text (desk, id, "/track/3/entered_by"), ==, "l-02");
  g_assert_cmpstr (desk_get_text (desk, id, "/track/3/side"), ==, "receiving");
  g_assert_cmpint (desk_get_number (desk, id, "/track/3/at") - desk_get_number (desk, id, "/track/3/when"), ==,
                   3600 * 1000);
  desk_refuse (desk, MADO_REFUSAL_STATE, "received", "l-02", id, "handover.attest", "%s", arrived);

  /* the packet was opened, when the notice of its password had come */
  opened_at = write_moment (desk->now);
  receipt = desk_dup_signed (desk, "w-01", RECEIPT, SHA256, 250, 100, opened_at);
  desk_do (desk, "l-01", id, "handover.attest", "{'statement':%s}", receipt);
  g_assert_cmpstr (desk_get_state (desk, id), ==, "received");
  g_assert_cmpstr (desk_get_text (desk, id, "/track/4/what"), ==, "confirm");

  back = state (desk, "w-01", "DVD-1", "return", "'media':1,'carrier':'x','bag':'B-7','seal':'S-7'");
  desk_do (desk, "l-01", id, "handover.attest", "%s", back);
  g_assert_cmpstr (desk_get_state (desk, id), ==, "returned");
  desk_do (desk, "l-01", id, "handover.close", "{'media':1}");
}

static void
test_statement_is_held_against_the_entry (void)
{
  static const struct {
    const char *signer;
    const char *number;
    const char *facts;
    const char *code;
    const char *subject;
  } tries[] = {
    { "w-01", "DVD-2", FOUND_OUTSIDE, MADO_REFUSAL_VALUE, "number" },
    { "w-01", "DVD-1", "'media':2,'seal':'S-1','digest':'" SHA256 "'", MADO_REFUSAL_COUNT, "media" },
    { "w-01", "DVD-1", "'media':1,'seal':'S-2','digest':'" SHA256 "'", MADO_REFUSAL_COUNT, "seal" },
    { "w-01", "DVD-1", "'media':1,'seal':'S-1','digest':'00'", MADO_REFUSAL_COUNT, "digest" },
    { "w-01", "DVD-1", "'media':1,'seal':'S-1'", MADO_REFUSAL_COUNT, "digest" },
    { "w-01", "DVD-1", "'media':1", MADO_REFUSAL_FORM, "statement" },
    { "w-02", "DVD-1", FOUND_OUTSIDE, MADO_REFUSAL_SIGNATURE, "statement" },
    { "l-01", "DVD-1", FOUND_OUTSIDE, MADO_REFUSAL_SIGNATURE, "statement" },
  };
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId id = carry_packet (desk);

  for (gsize i = 0; i < G_N_ELEMENTS (tries); i++) {
    g_autofree char *text = state (desk, tries[i].signer, tries[i].number, "receive", tries[i].facts);

    desk_refuse (desk, tries[i].code, tries[i].subject, "l-01", id, "handover.attest", "%s", text);
  }
  g_assert_cmpstr (desk_get_state (desk, id), ==, "carried");
}

static void
test_statement_is_of_its_time (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId id = carry_packet (desk);
  g_autofree char *early = NULL, *late = NULL;

  desk_pass_minutes (desk, -31);
  early = state (desk, "w-01", "DVD-1", "receive", FOUND_OUTSIDE);
  desk_pass_minutes (desk, 32);
  late = state (desk, "w-01", "DVD-1", "receive", FOUND_OUTSIDE);
  desk_pass_minutes (desk, -1);
  desk_refuse (desk, MADO_REFUSAL_VALUE, "at", "l-01", id, "handover.attest", "%s", early);
  desk_refuse (desk, MADO_REFUSAL_VALUE, "at", "l-01", id, "handover.attest", "%s", late);
}

/* He signs one thing after another; who gave enters all of it on one day, and had photographed the bag meanwhile. */
static void
test_statements_are_entered_later (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId id = carry_packet (desk);
  g_autofree char *arrived = state (desk, "w-01", "DVD-1", "receive", FOUND_OUTSIDE);
  g_autofree char *opened_at = NULL, *receipt = NULL, *back = NULL, *before = NULL;

  desk_pass_minutes (desk, -5);
  before = state (desk, "w-01", "DVD-1", "return", "'media':1,'carrier':'x','bag':'B-7','seal':'S-7'");
  desk_pass_minutes (desk, 15);
  opened_at = write_moment (desk->now);
  receipt = desk_dup_signed (desk, "w-01", RECEIPT, SHA256, 250, 100, opened_at);
  desk_pass_minutes (desk, 10);
  back = state (desk, "w-01", "DVD-1", "return", "'media':1,'carrier':'x','bag':'B-7','seal':'S-7'");
  desk_pass_minutes (desk, 600);
  desk_do (desk, "l-01", id, "handover.attach", "{'hash':'" SHA256 "','type':'image/png','name':'1.png','text':'x'}");
  desk_do (desk, "l-01", id, "handover.attest", "%s", arrived);
  desk_refuse (desk, MADO_REFUSAL_VALUE, "at", "l-01", id, "handover.attest", "%s", before);
  desk_do (desk, "l-01", id, "handover.attest", "{'statement':%s}", receipt);
  desk_do (desk, "l-01", id, "handover.attest", "%s", back);
  g_assert_cmpstr (desk_get_state (desk, id), ==, "returned");
}

static void
test_statement_is_entered_by_the_giver (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId id = carry_packet (desk);
  g_autofree char *text = state (desk, "w-01", "DVD-1", "receive", FOUND_OUTSIDE);
  g_autoptr (GString) forged = g_string_new (text);

  desk_refuse (desk, MADO_REFUSAL_ROLE, "handover", "w-02", id, "handover.attest", "%s", text);
  g_string_replace (forged, "'media':1", "'media':2", 1);
  desk_refuse (desk, MADO_REFUSAL_SIGNATURE, "statement", "l-01", id, "handover.attest", "%s", forged->str);
  desk_refuse (desk, MADO_REFUSAL_SIGNATURE, "statement", "l-01", id, "handover.attest", "{'statement':{}}");
  desk_refuse (desk, MADO_REFUSAL_FORM, "statement", "l-01", id, "handover.attest", "{'statement':'x'}");
  desk->signer = "";
  desk_refuse (desk, MADO_REFUSAL_SIGNATURE, "attest", "l-01", id, "handover.attest", "%s", text);
}

/* The minute in which it happened counts, not the one in which it was entered. */
static void
test_statement_keeps_the_two_legs (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId medium = carry_packet (desk);
  MadoId notice = handover_desk_make_notice (desk, "PW-1", medium);
  g_autofree char *arrived = NULL;

  desk_do (desk, "l-01", notice, "handover.seal", HANDOVER_BAG, "B-2", "S-2");
  arrived = state (desk, "w-01", "DVD-1", "receive", FOUND_OUTSIDE);
  desk_pass_minutes (desk, 60);
  desk_refuse (desk, MADO_REFUSAL_SAME_OCCASION, "minute", "l-01", medium, "handover.attest", "%s", arrived);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/handover-statement/P9/is-entered", test_statement_is_entered);
  g_test_add_func ("/handover-statement/P9/is-held-against-the-entry", test_statement_is_held_against_the_entry);
  g_test_add_func ("/handover-statement/P9/is-of-its-time", test_statement_is_of_its_time);
  g_test_add_func ("/handover-statement/P9/are-entered-later", test_statements_are_entered_later);
  g_test_add_func ("/handover-statement/P9/is-entered-by-the-giver", test_statement_is_entered_by_the_giver);
  g_test_add_func ("/handover-statement/P7/keeps-the-two-legs", test_statement_keeps_the_two_legs);

  return g_test_run ();
}
