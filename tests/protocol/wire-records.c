/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes up records: every member, every choice, lists of any length within small limits, texts that need escapes. */

#include "wire-records.h"

#include <string.h>

#include "mado-access-reply.h"
#include "mado-access-roll.h"
#include "mado-attachment.h"
#include "mado-audit-sheet.h"
#include "mado-hello.h"
#include "mado-history.h"
#include "mado-order.h"
#include "mado-presence.h"
#include "mado-published.h"
#include "mado-pull.h"
#include "mado-push.h"
#include "mado-rows.h"
#include "mado-service-sheet.h"
#include "mado-terminal-roll.h"
#include "wire-enrolment.h"

#define LARGEST_NUMBER G_GINT64_CONSTANT (9007199254740991)
#define NOON G_GINT64_CONSTANT (1764547200000000)

static guint64
draw_nonce (GRand *chance)
{
  guint64 high = g_rand_int (chance);

  return (high << 32 | g_rand_int (chance)) & LARGEST_NUMBER;
}

static gint64
draw_number (GRand *chance, gint64 least)
{
  return g_rand_int_range (chance, 0, 8) == 0 ? LARGEST_NUMBER - 1000 : least + g_rand_int_range (chance, 0, 100000);
}

static void
fill (GRand *chance, guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) g_rand_int (chance);
}

static MadoHash
draw_hash (GRand *chance)
{
  MadoHash hash;

  fill (chance, hash.bytes, sizeof hash.bytes);

  return hash;
}

static MadoInstant
draw_instant (GRand *chance)
{
  MadoInstant instant = { NOON + (gint64) g_rand_int (chance) };

  return instant;
}

static MadoId
draw_id (GRand *chance)
{
  MadoInstant instant = draw_instant (chance);
  guint8 random[MADO_ID_RANDOM_SIZE];

  fill (chance, random, sizeof random);

  return mado_id_build (instant, random);
}

static const char *
draw_text (GRand *chance)
{
  static const char *const texts[] = { "", "u-01", "窓口 花子", "\"\\/\b\f\n\r\t\x1f\x7f", "𠮟る\xE2\x80\xA8", "ｶﾅ" };

  return texts[g_rand_int_range (chance, 0, G_N_ELEMENTS (texts))];
}

static const char *
draw_code (GRand *chance)
{
  return g_rand_boolean (chance) ? "E_WITHDRAWN" : NULL;
}

static MadoOutcomeKind
draw_outcome (GRand *chance)
{
  return (MadoOutcomeKind) g_rand_int_range (chance, 0, MADO_OUTCOME_QUARANTINED + 1);
}

static MadoLogPlace
draw_place (GRand *chance)
{
  MadoLogPlace place;

  place.seq = draw_number (chance, 2);
  place.chain = draw_hash (chance);

  return place;
}

/* --- entries, operations, rows ----------------------------------------------------------------------------------- */

static GBytes *
make_header (GRand *chance)
{
  MadoLogHeader header = { .kind = "case.edit" };

  header.seq = draw_number (chance, 1);
  header.at = draw_instant (chance);
  header.operation = draw_id (chance);
  if (g_rand_boolean (chance))
    header.entity = draw_id (chance);
  if (g_rand_boolean (chance)) {
    header.device = draw_id (chance);
    header.dseq = draw_number (chance, 1);
  }
  header.actor = draw_text (chance);
  header.terminal = draw_text (chance);
  header.revision = draw_number (chance, 0);
  header.outcome = draw_outcome (chance);
  header.code = draw_code (chance);

  return mado_log_header_write (&header, NULL);
}

static void
append_entry (GRand *chance, MadoHasher *hasher, GArray *entries)
{
  MadoServedEntry entry = { .leaf = draw_hash (chance) };

  if (g_rand_boolean (chance)) {
    entry.header = make_header (chance);
    entry.payload_hash = draw_hash (chance);
    entry.has_salt = g_rand_boolean (chance);
    entry.leaf = mado_chain_hash_leaf (hasher, g_bytes_get_data (entry.header, NULL), g_bytes_get_size (entry.header),
                                       &entry.payload_hash);
  }
  if (entry.has_salt)
    fill (chance, entry.salt, sizeof entry.salt);
  g_array_append_val (entries, entry);
}

static MadoEntity *
make_entity (GRand *chance, MadoId id)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc), *body = yyjson_mut_obj_add_obj (doc, root, "body");
  char text[MADO_ID_TEXT_SIZE];
  MadoEntity *entity;

  mado_id_to_text (id, text);
  yyjson_mut_obj_add_str (doc, body, "氏名", draw_text (chance));
  yyjson_mut_obj_add_sint (doc, body, "amount", -draw_number (chance, 0));
  yyjson_mut_obj_add_str (doc, root, "id", text);
  yyjson_mut_obj_add_str (doc, root, "kind", "case");
  yyjson_mut_obj_add_str (doc, root, "state", "received");
  yyjson_mut_obj_add_sint (doc, root, "version", draw_number (chance, 1));
  entity = mado_entity_from_value (root, NULL);
  yyjson_mut_doc_free (doc);

  return entity;
}

static void
append_row (GRand *chance, GArray *rows)
{
  MadoServiceRow row = { 0 };

  row.id = draw_id (chance);
  row.seq = 1 + (gint64) g_rand_int_range (chance, 0, 2);
  row.gone = (MadoGone) g_rand_int_range (chance, 0, MADO_GONE_ERASED + 1);

  if (row.gone == MADO_GONE_NOT)
    row.entity = make_entity (chance, row.id);
  g_array_append_val (rows, row);
}

static void
append_operation (GRand *chance, GArray *operations, gint64 dseq)
{
  MadoPushedOperation operation = { 0 };

  operation.dseq = dseq;
  operation.hash = draw_hash (chance);
  operation.is_withdrawn = g_rand_boolean (chance);
  operation.goes_on = g_rand_boolean (chance);

  if (g_rand_boolean (chance)) {
    const char *text = draw_text (chance);

    operation.text = g_bytes_new (text, strlen (text));
    operation.hash = mado_hash_of (text, strlen (text));
  }
  g_array_append_val (operations, operation);
}

/* --- requests and replies ---------------------------------------------------------------------------------------- */

static GBytes *
make_push_request (GRand *chance)
{
  g_autoptr (MadoPushRequest) request = mado_push_request_new ();
  const gint64 first = draw_number (chance, 1);
  const int count = g_rand_int_range (chance, 0, 6);

  request->device = draw_id (chance);
  request->nonce = draw_nonce (chance);
  request->epoch = draw_number (chance, 0);
  request->before = draw_hash (chance);
  for (int i = 0; i < count; i++)
    append_operation (chance, request->operations, first + i);

  return mado_push_request_write (request, NULL);
}

static GBytes *
make_push_reply (GRand *chance)
{
  g_autoptr (MadoPushReply) reply = mado_push_reply_new ();
  const int count = g_rand_int_range (chance, 0, 6);

  reply->nonce = draw_nonce (chance);
  reply->epoch = draw_number (chance, 1);
  reply->verdict = (MadoPushVerdict) g_rand_int_range (chance, 0, MADO_PUSH_GAP + 1);
  reply->received = draw_number (chance, 0);
  reply->chain = draw_hash (chance);
  reply->head = draw_place (chance);
  for (int i = 0; i < count; i++) {
    MadoKnownOperation known = { .dseq = 3 + i, .seq = 1 + i % 2 };

    known.outcome = draw_outcome (chance);
    known.code = g_strdup (draw_code (chance));
    g_array_append_val (reply->known, known);
  }

  return mado_push_reply_write (reply, NULL);
}

static GBytes *
make_pull_request (GRand *chance)
{
  MadoPullRequest request = { 0 };

  request.device = draw_id (chance);
  request.epoch = draw_number (chance, 0);
  request.nonce = draw_nonce (chance);
  request.sight = draw_hash (chance);
  request.after = draw_place (chance);
  request.wait = (guint) g_rand_int_range (chance, 0, MADO_PULL_MAX_WAIT + 1);

  return mado_pull_request_write (&request, NULL);
}

static GBytes *
make_pull_reply (GRand *chance)
{
  g_autoptr (MadoPullReply) reply = mado_pull_reply_new ();
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  const int n_entries = g_rand_int_range (chance, 0, 12);
  const int n_rows = g_rand_int_range (chance, 0, 6);

  reply->epoch = draw_number (chance, 1);
  reply->nonce = draw_nonce (chance);
  reply->verdict = (MadoPullVerdict) g_rand_int_range (chance, 0, MADO_PULL_RESIGHTED + 1);
  reply->head = draw_place (chance);
  for (int i = 0; i < n_entries; i++)
    append_entry (chance, hasher, reply->entries);
  for (int i = 0; i < n_rows; i++)
    append_row (chance, reply->rows);

  return mado_pull_reply_write (reply, NULL);
}

static GBytes *
make_rows_request (GRand *chance)
{
  MadoRowsRequest request = { 0 };

  request.nonce = draw_nonce (chance);
  request.epoch = draw_number (chance, 0);
  request.place = (char *) draw_text (chance);

  return mado_rows_request_write (&request, NULL);
}

static GBytes *
make_rows_reply (GRand *chance)
{
  g_autoptr (MadoRowsReply) reply = mado_rows_reply_new ();
  const int count = g_rand_int_range (chance, 0, 6);

  reply->epoch = draw_number (chance, 1);
  reply->nonce = draw_nonce (chance);
  reply->sight = draw_hash (chance);
  reply->head = draw_place (chance);
  reply->place = g_rand_boolean (chance) ? g_strdup (draw_text (chance)) : NULL;
  for (int i = 0; i < count; i++)
    append_row (chance, reply->rows);

  return mado_rows_reply_write (reply, NULL);
}

static GBytes *
make_history_request (GRand *chance)
{
  const MadoHistoryRequest request = { .entity = draw_id (chance), .before = draw_number (chance, 0) };

  return mado_history_request_write (&request, NULL);
}

static GBytes *
make_history_reply (GRand *chance)
{
  g_autoptr (MadoHistoryReply) reply = mado_history_reply_new ();
  const int count = g_rand_int_range (chance, 1, 5);

  reply->before = draw_number (chance, 0);
  for (int i = 0; i < count; i++)
    g_ptr_array_add (reply->headers, make_header (chance));

  return mado_history_reply_write (reply, NULL);
}

static MadoSecret *
make_secret (GRand *chance)
{
  g_autofree char *text = g_strdup_printf ("correct horse %s", draw_text (chance));

  return mado_secret_new_wiping (text, strlen (text));
}

static GPtrArray *
make_grants (GRand *chance)
{
  GPtrArray *grants = mado_grants_new ();
  const int count = g_rand_int_range (chance, 1, 4);

  for (int i = 0; i < count; i++)
    mado_grants_add (grants, "ninpu-r7", draw_text (chance));

  return grants;
}

static char *
draw_token (GRand *chance)
{
  const MadoHash hash = draw_hash (chance);

  return mado_hash_to_hex (&hash);
}

static GBytes *
make_access_request (GRand *chance)
{
  g_auto (MadoAccessRequest) request = {
    .account = g_strdup ("v-01"),
    .password = make_secret (chance),
    .next = make_secret (chance),
    .code = g_strdup ("123456"),
    .programme = g_strdup ("ninpu-r7"),
    .grants = make_grants (chance),
    .from = g_strdup ("2025-05-01"),
    .until = g_strdup ("2025-05-31"),
    .report = draw_token (chance),
    .terminal = g_strdup ("t-01"),
    .site = g_strdup ("ward"),
    .release = g_strdup ("0.1.0"),
    .system = g_strdup ("Debian GNU/Linux 13 (trixie), 13.2"),
    .is_lost = TRUE,
    .is_administrator = g_rand_boolean (chance),
    .is_overseer = TRUE,
    .is_recovery = g_rand_boolean (chance),
  };

  return mado_access_request_write (&request, NULL);
}

static GBytes *
make_access_reply (GRand *chance)
{
  g_auto (MadoAccessReply) reply = {
    .verdict = (MadoAccessVerdict) g_rand_int_range (chance, 0, MADO_ACCESS_N_VERDICTS),
    .until = draw_instant (chance),
    .lease_days = 14,
    .token = draw_token (chance),
    .one_time = g_strdup ("abcd-efgh"),
    .uri = g_strdup ("otpauth://totp/x"),
    .picture = g_strdup ("101\n010\n101\n"),
    .lent = draw_token (chance),
    .recovery = draw_token (chance),
    .file = g_strdup ("{}"),
    .code = g_strdup ("abcd-efgh"),
    .fingerprint = draw_token (chance),
    .account = g_strdup ("v-01"),
    .grants = make_grants (chance),
    .is_administrator = g_rand_boolean (chance),
    .is_overseer = g_rand_boolean (chance),
    .must_change = TRUE,
  };

  return mado_access_reply_write (&reply, NULL);
}

static void
add_account (GRand *chance, MadoAccessRoll *roll)
{
  const MadoAccountLine line = {
    .account = g_strdup ("v-01"),
    .grants = make_grants (chance),
    .changed = draw_instant (chance),
    .is_administrator = g_rand_boolean (chance),
    .is_overseer = g_rand_boolean (chance),
    .has_second_factor = g_rand_boolean (chance),
    .must_change = g_rand_boolean (chance),
    .is_closed = TRUE,
  };

  g_array_append_val (roll->accounts, line);
}

static void
add_proposal (GRand *chance, MadoAccessRoll *roll)
{
  const MadoProposalLine line = { g_strdup ("v-02"), g_strdup ("reset"), g_strdup ("chief"), draw_instant (chance) };

  g_array_append_val (roll->proposals, line);
}

static GBytes *
make_access_roll (GRand *chance)
{
  g_autoptr (MadoAccessRoll) roll = mado_access_roll_new ();
  const int count = g_rand_int_range (chance, 1, 4);

  for (int i = 0; i < count; i++)
    add_account (chance, roll);
  add_proposal (chance, roll);

  return mado_access_roll_write (roll, NULL);
}

static GBytes *
make_terminal_roll (GRand *chance)
{
  g_autoptr (MadoTerminalRoll) roll = mado_terminal_roll_new ();
  const int count = g_rand_int_range (chance, 1, 4);

  for (int i = 0; i < count; i++) {
    const MadoTerminalLine line = {
      .terminal = g_strdup ("t-01"),
      .site = g_strdup ("ward"),
      .stand = (MadoTerminalStand) g_rand_int_range (chance, 0, MADO_TERMINAL_N_STANDS),
      .is_invited = g_rand_boolean (chance),
      .since = draw_instant (chance),
      .until = draw_instant (chance),
      .seen = draw_instant (chance),
      .release = g_strdup ("0.1.0"),
      .system = g_strdup ("Debian GNU/Linux 13 (trixie), 13.2"),
    };

    g_array_append_val (roll->terminals, line);
  }

  return mado_terminal_roll_write (roll, NULL);
}

static GBytes *
make_service_sheet (GRand *chance)
{
  g_autoptr (MadoServiceSheet) sheet = mado_service_sheet_new ();
  const MadoServiceLine line = {
    .ward = g_strdup ("shinjuku"),
    .is_office = g_rand_boolean (chance),
    .save = { draw_instant (chance), TRUE, g_strdup ("") },
    .drill = { draw_instant (chance), FALSE, g_strdup ("the file is damaged") },
  };

  sheet->release = g_strdup ("1.0");
  sheet->address = g_strdup ("10.20.0.1:8443");
  sheet->now = draw_instant (chance);
  sheet->since = draw_instant (chance);
  sheet->certificate = draw_instant (chance);
  sheet->disk_free = g_rand_int_range (chance, 0, G_MAXINT);
  sheet->is_saved = TRUE;
  sheet->work = (MadoServiceWork) g_rand_int_range (chance, 0, MADO_SERVICE_N_WORKS);
  g_array_append_val (sheet->lines, line);

  return mado_service_sheet_write (sheet, NULL);
}

static GBytes *
make_audit_sheet (GRand *chance)
{
  g_autoptr (MadoAuditSheet) sheet = mado_audit_sheet_new ();
  const MadoAuditSheetLine line = { g_strdup ("failure"), g_strdup ("v-01"), g_strdup ("t-01"), "2025-05-02", 3 };
  const MadoAuditSheetSignOff sign_off = { g_strdup ("watch"), draw_instant (chance), TRUE };

  sheet->from = g_strdup ("2025-05-01");
  sheet->until = g_strdup ("2025-05-31");
  sheet->opens = 8;
  sheet->closes = 20;
  sheet->mass_reads = 200;
  sheet->digest = draw_hash (chance);
  g_array_append_val (sheet->lines, line);
  g_array_append_val (sheet->sign_offs, sign_off);

  return mado_audit_sheet_write (sheet, NULL);
}

static GBytes *
make_attachment (GRand *chance)
{
  const MadoAttachment attachment = { draw_id (chance), (char *) "name" };

  return mado_attachment_write (&attachment, NULL);
}

static GBytes *
make_published (GRand *chance)
{
  g_autoptr (GBytes) header = make_header (chance);
  g_autoptr (GBytes) programme = g_bytes_new_static ("{\n  \"title\": \"給付\"\n}\n", 24);
  const MadoPublished published = { 3, header, programme };

  return mado_published_write (&published, NULL);
}

static GBytes *
make_presence_request (GRand *chance)
{
  const MadoPresenceRequest request = { .entity = draw_id (chance),
                                        .is_open = g_rand_boolean (chance),
                                        .takes_over = g_rand_boolean (chance) };

  return mado_presence_request_write (&request, NULL);
}

static GBytes *
make_presence_reply (GRand *chance)
{
  g_autoptr (GArray) others = mado_presences_new ();
  const int count = g_rand_int_range (chance, 1, 5);

  for (int i = 0; i < count; i++) {
    const MadoPresence other = { g_strdup (draw_text (chance)), g_strdup (draw_text (chance)),
                                 g_rand_boolean (chance) };

    g_array_append_val (others, other);
  }

  return mado_presence_reply_write (others, NULL);
}

static GBytes *
make_hello_request (GRand *chance)
{
  MadoHelloRequest request = { 0 };

  request.device = draw_id (chance);
  request.nonce = draw_nonce (chance);
  request.epoch = draw_number (chance, 0);
  request.witness = draw_place (chance);

  return mado_hello_request_write (&request, NULL);
}

static GBytes *
make_hello_reply (GRand *chance)
{
  MadoHelloReply reply = { 0 };

  reply.nonce = draw_nonce (chance);
  reply.oldest = 1;
  reply.newest = 1 + (guint) g_rand_int_range (chance, 0, 3);
  reply.epoch = draw_number (chance, 1);
  reply.is_primary = g_rand_boolean (chance);
  reply.is_witness_true = g_rand_boolean (chance);
  reply.now = draw_instant (chance);
  reply.sight = draw_hash (chance);
  reply.revision = draw_number (chance, 0);
  reply.received = draw_number (chance, 0);
  reply.chain = draw_hash (chance);
  reply.head = draw_place (chance);

  return mado_hello_reply_write (&reply, NULL);
}

static GBytes *
make_order (GRand *chance)
{
  const MadoOrder order = {
    .terminal = (char *) draw_text (chance),
    .kind = g_rand_boolean (chance) ? MADO_ORDER_WIPE : MADO_ORDER_WORK,
    .now = draw_instant (chance),
    .seal_to = (char *) draw_text (chance),
    .signature = (char *) draw_text (chance),
  };

  return mado_order_write (&order, NULL);
}

/* --- read and written again -------------------------------------------------------------------------------------- */

static GBytes *
rewrite_header (GBytes *text, GError **error)
{
  g_autoptr (MadoLogText) header = mado_log_text_read (text, error);

  return header != NULL ? mado_log_header_write (mado_log_text_get_header (header), error) : NULL;
}

static GBytes *
rewrite_push_request (GBytes *text, GError **error)
{
  g_autoptr (MadoPushRequest) request = mado_push_request_read (text, error);

  return request != NULL ? mado_push_request_write (request, error) : NULL;
}

static GBytes *
rewrite_push_reply (GBytes *text, GError **error)
{
  g_autoptr (MadoPushReply) reply = mado_push_reply_read (text, error);

  return reply != NULL ? mado_push_reply_write (reply, error) : NULL;
}

static GBytes *
rewrite_pull_request (GBytes *text, GError **error)
{
  MadoPullRequest request;

  return mado_pull_request_read (text, &request, error) ? mado_pull_request_write (&request, error) : NULL;
}

static GBytes *
rewrite_pull_reply (GBytes *text, GError **error)
{
  g_autoptr (MadoPullReply) reply = mado_pull_reply_read (text, error);

  return reply != NULL ? mado_pull_reply_write (reply, error) : NULL;
}

static GBytes *
rewrite_rows_request (GBytes *text, GError **error)
{
  g_autoptr (MadoRowsRequest) request = mado_rows_request_read (text, error);

  return request != NULL ? mado_rows_request_write (request, error) : NULL;
}

static GBytes *
rewrite_rows_reply (GBytes *text, GError **error)
{
  g_autoptr (MadoRowsReply) reply = mado_rows_reply_read (text, error);

  return reply != NULL ? mado_rows_reply_write (reply, error) : NULL;
}

static GBytes *
rewrite_hello_request (GBytes *text, GError **error)
{
  MadoHelloRequest request;

  return mado_hello_request_read (text, &request, error) ? mado_hello_request_write (&request, error) : NULL;
}

static GBytes *
rewrite_hello_reply (GBytes *text, GError **error)
{
  MadoHelloReply reply;

  return mado_hello_reply_read (text, &reply, error) ? mado_hello_reply_write (&reply, error) : NULL;
}

static GBytes *
rewrite_history_request (GBytes *text, GError **error)
{
  MadoHistoryRequest request;

  return mado_history_request_read (text, &request, error) ? mado_history_request_write (&request, error) : NULL;
}

static GBytes *
rewrite_history_reply (GBytes *text, GError **error)
{
  g_autoptr (MadoHistoryReply) reply = mado_history_reply_read (text, error);

  return reply != NULL ? mado_history_reply_write (reply, error) : NULL;
}

static GBytes *
rewrite_presence_request (GBytes *text, GError **error)
{
  MadoPresenceRequest request;

  return mado_presence_request_read (text, &request, error) ? mado_presence_request_write (&request, error) : NULL;
}

static GBytes *
rewrite_presence_reply (GBytes *text, GError **error)
{
  g_autoptr (GArray) others = mado_presence_reply_read (text, error);

  return others != NULL ? mado_presence_reply_write (others, error) : NULL;
}

static GBytes *
rewrite_access_request (GBytes *text, GError **error)
{
  g_auto (MadoAccessRequest) request = { 0 };

  return mado_access_request_read (text, &request, error) ? mado_access_request_write (&request, error) : NULL;
}

static GBytes *
rewrite_access_reply (GBytes *text, GError **error)
{
  g_auto (MadoAccessReply) reply = { 0 };

  return mado_access_reply_read (text, &reply, error) ? mado_access_reply_write (&reply, error) : NULL;
}

static GBytes *
rewrite_access_roll (GBytes *text, GError **error)
{
  g_autoptr (MadoAccessRoll) roll = mado_access_roll_read (text, error);

  return roll != NULL ? mado_access_roll_write (roll, error) : NULL;
}

static GBytes *
rewrite_terminal_roll (GBytes *text, GError **error)
{
  g_autoptr (MadoTerminalRoll) roll = mado_terminal_roll_read (text, error);

  return roll != NULL ? mado_terminal_roll_write (roll, error) : NULL;
}

static GBytes *
rewrite_service_sheet (GBytes *text, GError **error)
{
  g_autoptr (MadoServiceSheet) sheet = mado_service_sheet_read (text, error);

  return sheet != NULL ? mado_service_sheet_write (sheet, error) : NULL;
}

static GBytes *
rewrite_audit_sheet (GBytes *text, GError **error)
{
  g_autoptr (MadoAuditSheet) sheet = mado_audit_sheet_read (text, error);

  return sheet != NULL ? mado_audit_sheet_write (sheet, error) : NULL;
}

static GBytes *
rewrite_attachment (GBytes *text, GError **error)
{
  g_auto (MadoAttachment) attachment = { 0 };

  return mado_attachment_read (text, &attachment, error) ? mado_attachment_write (&attachment, error) : NULL;
}

static GBytes *
rewrite_published (GBytes *text, GError **error)
{
  g_auto (MadoPublished) published = { 0 };

  return mado_published_read (text, &published, error) ? mado_published_write (&published, error) : NULL;
}

static GBytes *
rewrite_order (GBytes *text, GError **error)
{
  g_auto (MadoOrder) order = { 0 };

  return mado_order_read (text, &order, error) ? mado_order_write (&order, error) : NULL;
}

const WireRecord wire_records[] = {
  { "log-header", make_header, rewrite_header },
  { "push-request", make_push_request, rewrite_push_request },
  { "push-reply", make_push_reply, rewrite_push_reply },
  { "pull-request", make_pull_request, rewrite_pull_request },
  { "pull-reply", make_pull_reply, rewrite_pull_reply },
  { "rows-request", make_rows_request, rewrite_rows_request },
  { "rows-reply", make_rows_reply, rewrite_rows_reply },
  { "hello-request", make_hello_request, rewrite_hello_request },
  { "hello-reply", make_hello_reply, rewrite_hello_reply },
  { "history-request", make_history_request, rewrite_history_request },
  { "history-reply", make_history_reply, rewrite_history_reply },
  { "access-request", make_access_request, rewrite_access_request },
  { "access-reply", make_access_reply, rewrite_access_reply },
  { "access-roll", make_access_roll, rewrite_access_roll },
  { "terminal-roll", make_terminal_roll, rewrite_terminal_roll },
  { "service-sheet", make_service_sheet, rewrite_service_sheet },
  { "audit-sheet", make_audit_sheet, rewrite_audit_sheet },
  { "attachment", make_attachment, rewrite_attachment },
  { "published", make_published, rewrite_published },
  { "presence-request", make_presence_request, rewrite_presence_request },
  { "presence-reply", make_presence_reply, rewrite_presence_reply },
  { "order", make_order, rewrite_order },
  { "enrolment-file", wire_enrolment_make_file, wire_enrolment_rewrite_file },
  { "enrolment-request", wire_enrolment_make_request, wire_enrolment_rewrite_request },
  { "enrolment-reply", wire_enrolment_make_reply, wire_enrolment_rewrite_reply },
  { NULL },
};

/**
 * wire_record_find:
 * @name: the name of a record, which is that of its golden file
 *
 * Returns: (transfer none): the record
 */
const WireRecord *
wire_record_find (const char *name)
{
  for (const WireRecord *record = wire_records; record->name != NULL; record++)
    if (strcmp (record->name, name) == 0)
      return record;
  g_assert_not_reached ();
}
