/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Records on the wire: they stand as the golden files say, come back as they went, and what is not one is refused with
 * the name of what is wrong. */

#include <string.h>

#include "mado-base-error.h"
#include "mado-parcel.h"
#include "mado-pull.h"
#include "mado-push.h"
#include "mado-test-table.h"
#include "wire-records.h"

#define GOLDEN_SEED 41
#define N_ROUNDS 300

static GBytes *
load_golden (const char *name)
{
  g_autofree char *path = g_strdup_printf ("wire/%s.json", name);
  gsize length;
  char *text = mado_test_load_file (path, &length);

  return g_bytes_new_take (text, length - 1); /* without the end of its line */
}

static void
assert_same (GBytes *a, GBytes *b)
{
  g_assert_cmpmem (g_bytes_get_data (a, NULL), g_bytes_get_size (a), g_bytes_get_data (b, NULL), g_bytes_get_size (b));
}

static void
test_golden_files (void)
{
  for (const WireRecord *record = wire_record_list (); record->name != NULL; record++) {
    g_autoptr (GRand) chance = g_rand_new_with_seed (GOLDEN_SEED);
    g_autoptr (GBytes) written = record->make (chance);
    g_autoptr (GBytes) golden = load_golden (record->name);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) again = record->rewrite (golden, &error);

    g_assert_no_error (error);
    assert_same (written, golden);
    assert_same (again, golden);
  }
}

static void
test_round_trip (void)
{
  for (const WireRecord *record = wire_record_list (); record->name != NULL; record++)
    for (guint round = 0; round < N_ROUNDS; round++) {
      g_autoptr (GRand) chance = g_rand_new_with_seed (round);
      g_autoptr (GBytes) written = record->make (chance);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) again = record->rewrite (written, &error);

      g_assert_no_error (error);
      assert_same (again, written);
    }
}

/* --- hostile ----------------------------------------------------------------------------------------------------- */

static GBytes *
replace (GBytes *text, const char *old, const char *new)
{
  g_autofree char *copy = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  const char *place = strstr (copy, old);

  if (place == NULL)
    g_error ("the golden file has no %s", old);

  char *replaced = g_strdup_printf ("%.*s%s%s", (int) (place - copy), copy, new, place + strlen (old));

  return g_bytes_new_take (replaced, strlen (replaced));
}

static void
assert_refused (const char *name, GBytes *text, const char *flaw)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) again = wire_record_find (name)->rewrite (text, &error);

  g_assert_null (again);
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
  if (strstr (error->message, flaw) == NULL)
    g_error ("%s is refused otherwise: %s (not: %s)", name, error->message, flaw);
}

typedef struct {
  const char *record;
  const char *old;
  const char *new;
  const char *flaw;
} Spoilt;

static const Spoilt spoilt[] = {
  { "push-request", "\"device\":\"019ad738", "\"device\":\"019AD73", "\"/device\" is not an id" },
  { "push-request", "\"device\":\"019ad738-895c-7", "\"device\":\"019ad738-895c-4", "\"/device\" is not an id" },
  { "push-request", "\"nonce\":2930991633258627", "\"nonce\":9007199254740992", "\"/nonce\" is not a number within" },
  { "push-request", "\"nonce\":2930991633258627", "\"nonce\":18446744073709551615",
    "\"/nonce\" is not a number within" },
  { "push-request", "\"nonce\":2930991633258627", "\"nonce\":-1", "\"/nonce\" is not a number within" },
  { "push-request", "\"nonce\":2930991633258627", "\"nonce\":1.0", "\"/nonce\" is not a number within" },
  { "push-request", "\"nonce\":2930991633258627", "\"nonce\":\"1\"", "\"/nonce\" is not a number within" },
  { "push-request", "\"nonce\":2930991633258627", "\"nonce\":1,\"nonce\":1", "\"\" has a member twice" },
  { "push-request", "\"nonce\":2930991633258627", "\"nonce\":1,\"n\\u006fnce\":1", "\"\" has a member twice" },
  { "push-request", "\"before\":\"c", "\"before\":\"C", "\"/before\" is not 64 lower-case" },
  { "push-request", "\"before\":\"c", "\"before\":\"cc", "\"/before\" is too long" },
  { "push-request", "\"before\":\"c6", "\"before\":\"", "\"/before\" is not 64 lower-case" },
  { "push-request", "\"before\":\"c6", "\"before\":\"\\u0000", "\"/before\" has a NUL in it" },
  { "push-request", "\"operations\":[", "\"operations\":[1,", "\"/operations/0\" is not an object" },
  { "push-request", "\"operations\":[", "\"operations\":7,\"new\":[", "\"/operations\" is not a list" },
  { "push-request", "\"dseq\":9007199254739992", "\"dseq\":9007199254739991",
    "\"/operations/1/dseq\" is not a number within" },
  { "push-request", "\"dseq\":9007199254739992", "\"dseq\":9007199254739993",
    "\"/operations/1/dseq\" is not a number within" },
  { "push-request", "\"dseq\":9007199254739992,\"hash\"", "\"dseq\":9007199254739992,\"text\":\"{}\",\"hash\"",
    "\"/operations/1/hash\" is said beside" },
  { "push-request", "\"dseq\":9007199254739992,\"hash\"", "\"dseq\":9007199254739992,\"has\"",
    "\"/operations/1/hash\" is missing" },
  { "push-request", "\"text\":\"\\\"", "\"text\":\"\\u0000", "\"/operations/0/text\" has a NUL in it" },
  { "push-request", "\"text\":\"\\\"", "\"text\":\"\\ud800", "it is not JSON at byte" },
  { "push-request", "\"text\":\"\\\"", "\"text\":\"\xFF", "it is not JSON at byte" },
  { "push-request", "\"withdrawn\":true", "\"withdrawn\":1", "\"/operations/2/withdrawn\" is neither true nor false" },
  { "push-reply", "\"epoch\":3633", "\"epoch\":0", "\"/epoch\" is not a number within" },
  { "push-reply", "\"verdict\":\"taken\"", "\"verdict\":\"Taken\"", "\"/verdict\" is none of what it may be" },
  { "push-reply", "\"head\":{\"seq\":20700", "\"head\":{\"seq\":-1", "\"/head/seq\" is not a number within" },
  { "push-reply", "\"head\":{", "\"head\":[{", "it is not JSON at byte" },
  { "push-reply", "\"head\":{", "\"head\":null,\"new\":{", "\"/head\" is not an object" },
  { "push-reply", "\"dseq\":4", "\"dseq\":3", "\"/known/1/dseq\" is not a number within" },
  { "push-reply", "\"seq\":20700", "\"seq\":1", "\"/known/1/seq\" is not a number within" },
  { "push-reply", "\"outcome\":\"refused\"", "\"outcome\":\"lost\"", "\"/known/0/outcome\" is none of what it may be" },
  { "push-reply", "\"code\":\"E_WITHDRAWN\"", "\"code\":null", "\"/known/1/code\" is not a text" },
  { "pull-request", "\"wait\":12", "\"wait\":26", "\"/wait\" is not a number within" },
  { "pull-request", "\"chain\":\"0", "\"chian\":\"0", "\"/after/chain\" is missing" },
  { "pull-reply", "\"verdict\":\"resighted\"", "\"verdict\":\"\"", "\"/verdict\" is none of what it may be" },
  { "pull-reply", "\"leaves\":\"t", "\"leaves\":\"", "\"/entries/1/leaves\" is not whole hashes" },
  { "pull-reply", "\"leaves\":\"tPaN", "\"leaves\":\"", "\"/entries/1/leaves\" is not whole hashes" },
  { "pull-reply", "\"leaves\":\"tPaN", "\"leaves\":\"tPa\\n", "\"/entries/1/leaves\" is not whole hashes" },
  { "pull-reply", "gcpZZVRtg==", "gcpZZVRth==", "\"/entries/1/leaves\" is not whole hashes" },
  { "pull-reply",
    "{\"leaves\":", "{\"header\":\"{}\",\"leaves\":", "\"/entries/1/header\" is said of what may not be seen" },
  { "pull-reply", "\"salt\":\"", "\"salt\":\"!", "\"/entries/0/salt\" is too long" },
  { "pull-reply", "\"payload\":\"", "\"load\":\"", "\"/entries/0/payload\" is missing" },
  { "pull-reply", "\"gone\":\"erased\"", "\"gone\":\"\"", "\"/rows/1/gone\" is none of what it may be" },
  { "pull-reply", "\"gone\":\"erased\"", "\"gone\":\"erased\",\"entity\":{}",
    "\"/rows/1/gone\" is said of an entity that is there" },
  { "pull-reply", "\"state\":\"received\"", "\"state\":\"\"", "\"/rows/3/entity\" is not an entity" },
  { "pull-reply", "\"state\":\"received\"", "\"state\":\"received\",\"state\":\"received\"",
    "\"/rows/3/entity\" is not an entity" },
  { "pull-reply", "\"version\":39944", "\"version\":39944.0", "\"/rows/3/entity\" is not an entity" },
  { "pull-reply", "\"entity\":{", "\"entity\":[],\"new\":{", "\"/rows/3/entity\" is not an object" },
  { "pull-reply", "\"head\":{\"seq\":35993", "\"head\":{\"seq\":1", "\"/rows/0/seq\" is not a number within" },
  { "rows-request", "\"place\":\"", "\"place\":7,\"new\":\"", "\"/place\" is not a text" },
  { "rows-reply", "\"place\":\"\"", "\"place\":null", "\"/place\" is not a text" },
  { "rows-reply", "{\"seq\":2,\"entity\"", "{\"seq\":0,\"entity\"", "\"/rows/0/seq\" is not a number within" },
  { "rows-reply", "\"id\":\"019ad74d", "\"id\":\"019ad74", "\"/rows/1/id\" is not an id" },
  { "history-request", "\"before\":", "\"before\":-1,\"new\":", "\"/before\" is not a number within" },
  { "history-reply", "\"entries\":[", "\"entries\":{},\"new\":[", "\"/entries\" is not a list" },
  { "access-request", "\"account\":\"", "\"account\":7,\"new\":\"", "\"/account\" is not a text" },
  { "access-request", "\"grants\":[{", "\"grants\":[{},{", "\"/grants/0/programme\" is missing" },
  { "access-reply", "\"verdict\":\"", "\"verdict\":\"x", "\"/verdict\" is none of what it may be" },
  { "access-reply", "\"until\":\"2", "\"until\":\"x", "\"/until\" is not a time" },
  { "access-roll", "\"proposals\":[", "\"proposals\":{},\"new\":[", "\"/proposals\" is not a list" },
  { "attachment", "\"item\":\"name\"", "\"item\":1", "\"/item\" is not a text" },
  { "published", "\"epoch\":", "\"epoch\":0,\"new\":", "\"/epoch\" is not a number within" },
  { "published", "\"programme\":\"", "\"programme\":{},\"new\":\"", "\"/programme\" is not a text" },
  { "presence-request", "\"entity\":\"019", "\"entity\":\"x19", "\"/entity\" is not an id" },
  { "presence-reply", "\"others\":[", "\"others\":[{},", "\"/others/0/account\" is missing" },
  { "reads-request", "\"reads\":[{", "\"reads\":[{},{", "\"/reads/0/number\" is missing" },
  { "reads-request", "\"number\":19", "\"number\":8", "\"/reads/1/number\" does not grow" },
  { "reads-request", "\"reason\":\"open\"", "\"reason\":\"見本\"", "\"/reads/0/reason\" is no word of the program" },
  { "order", "\"order\":\"w", "\"order\":\"sw", "\"/order\" is none of what it may be" },
  { "hello-request", "\"witness\":{", "\"witness\":{},\"new\":{", "\"/witness/seq\" is missing" },
  { "hello-reply", "\"oldest\":1", "\"oldest\":2", "\"/oldest\" is not a number within" },
  { "hello-reply", "\"newest\":1", "\"newest\":65536", "\"/newest\" is not a number within" },
  { "hello-reply", "\"now\":\"2025-12-01T", "\"now\":\"2025-12-32T", "\"/now\" is not a time" },
  { "hello-reply", "\"is_primary\":true", "\"is_primary\":\"yes\"", "\"/is_primary\" is neither true nor false" },
  { "log-header", "\"actor\":\"\"", "\"actor\":\" \" ", "is not canonical JSON" },
  { "log-header", "{\"actor\":\"\",", "{", "\"/actor\" is missing" },
  { "log-header", "\"dseq\":27293", "\"dseq\":0", "\"/dseq\" does not fit the device" },
  { "log-header", "\"outcome\":\"quarantined\"", "\"outcome\":\"done\"", "\"/outcome\" is none of what it may be" },
  { "log-header", "\"at\":\"2025-12-01T00:48:43.037603Z\"", "\"at\":\"2025-12-01\"", "\"/at\" is not a time" },
  { "log-header", "\"seq\":9007199254739991", "\"seq\":0", "\"/seq\" is not a number within" },
  { "log-header", "\"operation\":\"019ad738-895c-7250", "\"operation\":\"019ad738-895c-1250",
    "\"/operation\" is not an id" },
};

static void
test_what_is_spoilt_is_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (spoilt); i++) {
    g_autoptr (GBytes) golden = load_golden (spoilt[i].record);
    g_autoptr (GBytes) text = replace (golden, spoilt[i].old, spoilt[i].new);

    assert_refused (spoilt[i].record, text, spoilt[i].flaw);
  }
}

static void
test_every_member_is_needed_or_may_be_left_out (void)
{
  g_autoptr (GBytes) empty = g_bytes_new_static ("{}", 2);

  for (const WireRecord *record = wire_record_list (); record->name != NULL; record++) {
    if (strcmp (record->name, "access-request") != 0) /* each verb at the door wants others */
      assert_refused (record->name, empty, "is missing");
    for (const char *const *texts = (const char *const[]) { "", "[]", "null", "{", "{}x", "\xEF\xBB\xBF{}", NULL };
         *texts != NULL; texts++) {
      g_autoptr (GBytes) text = g_bytes_new_static (*texts, strlen (*texts));

      assert_refused (record->name, text, "cannot read the ");
    }
  }
}

static void
test_every_beginning_is_refused (void)
{
  for (const WireRecord *record = wire_record_list (); record->name != NULL; record++) {
    g_autoptr (GBytes) golden = load_golden (record->name);

    for (gsize length = 0; length < g_bytes_get_size (golden); length++) {
      g_autoptr (GBytes) text = g_bytes_new_from_bytes (golden, 0, length);

      assert_refused (record->name, text, "cannot read the ");
    }
  }
}

/* A later release says more: what it says is passed over, but for headers, which have to be canonical. */
static void
test_unknown_members_are_passed_over (void)
{
  for (const WireRecord *record = wire_record_list (); record->name != NULL; record++) {
    g_autoptr (GBytes) golden = load_golden (record->name);
    g_autoptr (GBytes) more =
        replace (golden, "{", strcmp (record->name, "log-header") == 0 ? "{\"!\":[{}]," : "{\"new\":[{},null,1.5],");
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) again = record->rewrite (more, &error);

    g_assert_no_error (error);
    assert_same (again, golden);
  }
}

static void
test_depth_and_breadth_are_limited (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *end = g_strnfill (100000, ']');
  g_autofree char *member = g_strdup_printf ("{\"new\":%s%s,", deep, end);
  g_autoptr (GString) many = g_string_new ("{");

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (many, "\"m%u\":0,", i);
  for (const WireRecord *record = wire_record_list (); record->name != NULL; record++) {
    g_autoptr (GBytes) golden = load_golden (record->name);
    g_autoptr (GBytes) too_deep = replace (golden, "{", member);
    g_autoptr (GBytes) too_many = replace (golden, "{", many->str);

    if (strcmp (record->name, "log-header") == 0) {
      assert_refused (record->name, too_deep, "is not canonical JSON");
      continue;
    }
    assert_refused (record->name, too_deep, "\"\" is too deep");
    assert_refused (record->name, too_many, "\"\" has too many members");
  }
}

static void
test_a_text_that_is_too_long_is_refused (void)
{
  g_autofree char *blank = g_strnfill (MADO_PARCEL_MAX_LENGTH, ' ');

  for (const WireRecord *record = wire_record_list () + 1; record->name != NULL; record++) {
    g_autoptr (GBytes) golden = load_golden (record->name);
    g_autoptr (GBytes) text = replace (golden, "{", blank);

    assert_refused (record->name, text, "\"\" is too long");
  }
}

/* --- limits ------------------------------------------------------------------------------------------------------ */

static MadoPushRequest *
make_request (guint n_operations, gsize length)
{
  MadoPushRequest *request = mado_push_request_new ();

  request->device = mado_id_from_text ("0195eeb1-5a00-7abc-8def-0123456789ab");
  for (guint i = 0; i < n_operations; i++) {
    MadoPushedOperation operation = { .dseq = 1 + i };

    operation.text = g_bytes_new_take (g_strnfill (length, '"'), length);
    g_array_append_val (request->operations, operation);
  }

  return request;
}

static void
assert_push (guint n_operations, gsize length, const char *write_flaw, const char *read_flaw)
{
  g_autoptr (MadoPushRequest) request = make_request (n_operations, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = mado_push_request_write (request, &error);

  if (write_flaw != NULL) {
    g_assert_null (text);
    g_assert_nonnull (strstr (error->message, write_flaw));
    return;
  }
  g_assert_no_error (error);
  if (read_flaw != NULL) {
    assert_refused ("push-request", text, read_flaw);
    return;
  }

  g_autoptr (MadoPushRequest) again = mado_push_request_read (text, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (again->operations->len, ==, n_operations);
}

static void
test_limits_of_a_push (void)
{
  assert_push (500, 2000, NULL, NULL);
  assert_push (501, 1, "\"operations\" has too many elements", NULL);
  assert_push (4, 256 * 1024, NULL, NULL);
  assert_push (5, 256 * 1024, NULL, "\"/operations/4/text\" is more than goes in one request");
  assert_push (1, 256 * 1024 + 1, "\"text\" is too long", NULL);
}

static void
test_a_nonce_fits_53_bits (void)
{
  MadoPullRequest request = { .device = mado_id_from_text ("0195eeb1-5a00-7abc-8def-0123456789ab") };
  g_autoptr (GBytes) text = NULL;

  request.nonce = G_GUINT64_CONSTANT (9007199254740991);
  text = mado_pull_request_write (&request, NULL);
  g_assert_true (mado_pull_request_read (text, &request, NULL));
  g_assert_cmpuint (request.nonce, ==, G_GUINT64_CONSTANT (9007199254740991));
  for (guint bit = 53; bit < 64; bit++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) none = NULL;

    request.nonce = G_GUINT64_CONSTANT (1) << bit;
    none = mado_pull_request_write (&request, &error);
    g_assert_null (none);
    g_assert_nonnull (strstr (error->message, "\"nonce\" is not within its limits"));
  }
}

/* --- what follows from what is said ------------------------------------------------------------------------------ */

static void
test_leaves_and_hashes_follow (void)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (GOLDEN_SEED);
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  g_autoptr (GBytes) pulled = load_golden ("pull-reply");
  g_autoptr (GBytes) pushed = load_golden ("push-request");
  g_autoptr (MadoPullReply) reply = mado_pull_reply_read (pulled, NULL);
  g_autoptr (MadoPushRequest) request = mado_push_request_read (pushed, NULL);
  guint n_headers = 0, n_texts = 0;

  for (guint i = 0; i < reply->entries->len; i++) {
    const MadoServedEntry *entry = &g_array_index (reply->entries, MadoServedEntry, i);
    MadoHash leaf = entry->leaf;

    if (entry->header != NULL)
      leaf = mado_chain_hash_leaf (hasher, g_bytes_get_data (entry->header, NULL), g_bytes_get_size (entry->header),
                                   &entry->payload_hash);
    g_assert_true (mado_hash_equals (&leaf, &entry->leaf));
    n_headers += entry->header != NULL;
  }
  for (guint i = 0; i < request->operations->len; i++) {
    const MadoPushedOperation *operation = &g_array_index (request->operations, MadoPushedOperation, i);
    MadoHash hash = operation->hash;

    if (operation->text != NULL)
      hash = mado_hash_of (g_bytes_get_data (operation->text, NULL), g_bytes_get_size (operation->text));
    g_assert_true (mado_hash_equals (&hash, &operation->hash));
    n_texts += operation->text != NULL;
  }
  g_assert_cmpuint (n_headers, >, 0);
  g_assert_cmpuint (n_headers, <, reply->entries->len);
  g_assert_cmpuint (n_texts, >, 0);
  g_assert_cmpuint (n_texts, <, request->operations->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wire/golden-files", test_golden_files);
  g_test_add_func ("/wire/what-is-written-is-read", test_round_trip);
  g_test_add_func ("/wire/what-is-spoilt-is-refused", test_what_is_spoilt_is_refused);
  g_test_add_func ("/wire/every-member-is-needed-or-may-be-left-out", test_every_member_is_needed_or_may_be_left_out);
  g_test_add_func ("/wire/every-beginning-is-refused", test_every_beginning_is_refused);
  g_test_add_func ("/wire/unknown-members-are-passed-over", test_unknown_members_are_passed_over);
  g_test_add_func ("/wire/depth-and-breadth-are-limited", test_depth_and_breadth_are_limited);
  g_test_add_func ("/wire/a-text-that-is-too-long-is-refused", test_a_text_that_is_too_long_is_refused);
  g_test_add_func ("/wire/limits-of-a-push", test_limits_of_a_push);
  g_test_add_func ("/wire/a-nonce-fits-53-bits", test_a_nonce_fits_53_bits);
  g_test_add_func ("/wire/leaves-and-hashes-follow", test_leaves_and_hashes_follow);

  return g_test_run ();
}
