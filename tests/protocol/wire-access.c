/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who comes in and by what right: sessions, accounts, terminals, and the sheet that an auditor signs. */

#include <string.h>

#include "mado-access-reply.h"
#include "mado-access-roll.h"
#include "mado-audit-sheet.h"
#include "mado-reference-list.h"
#include "mado-service-sheet.h"
#include "mado-terminal-roll.h"
#include "wire-chance.h"
#include "wire-parts.h"

static MadoSecret *
make_secret (GRand *chance)
{
  g_autofree char *text = g_strdup_printf ("correct horse %s", wire_draw_text (chance));

  return mado_secret_new_wiping (text, strlen (text));
}

static GPtrArray *
make_grants (GRand *chance)
{
  GPtrArray *grants = mado_grants_new ();
  const int count = g_rand_int_range (chance, 1, 4);

  for (int i = 0; i < count; i++)
    mado_grants_add (grants, "ninpu-r7", wire_draw_text (chance));

  return grants;
}

static char *
draw_token (GRand *chance)
{
  const MadoHash hash = wire_draw_hash (chance);

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
    .list = g_strdup (MADO_REFERENCE_BANKS),
    .day = g_strdup ("2026-08-24"),
    .text = g_bytes_new_static ("bank\tbranch\n", 12),
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
    .until = wire_draw_instant (chance),
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
    .changed = wire_draw_instant (chance),
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
  const MadoProposalLine line = { g_strdup ("v-02"), g_strdup ("reset"), g_strdup ("chief"),
                                  wire_draw_instant (chance) };

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
      .since = wire_draw_instant (chance),
      .until = wire_draw_instant (chance),
      .seen = wire_draw_instant (chance),
      .release = g_strdup ("0.1.0"),
      .system = g_strdup ("Debian GNU/Linux 13 (trixie), 13.2"),
    };

    g_array_append_val (roll->terminals, line);
  }

  return mado_terminal_roll_write (roll, NULL);
}

static GBytes *
make_reference_roll (GRand *chance)
{
  g_autoptr (GPtrArray) roll = mado_reference_roll_new ();
  const int count = g_rand_int_range (chance, 1, 4);

  for (int i = 0; i < count; i++) {
    MadoReferenceList *list = g_new (MadoReferenceList, 1);

    *list = (MadoReferenceList) {
      .name = g_strdup (MADO_REFERENCE_BANKS),
      .day = g_strdup ("2026-08-24"),
      .digest = wire_draw_hash (chance),
      .since = wire_draw_instant (chance),
      .account = g_strdup ("chief"),
    };
    g_ptr_array_add (roll, list);
  }

  return mado_reference_roll_write (roll, NULL);
}

static GBytes *
make_reference_text (GRand *chance)
{
  g_autofree char *text = g_strdup_printf ("bank\tbranch\n%s\t001\n", wire_draw_text (chance));
  g_autoptr (GBytes) list = g_bytes_new (text, strlen (text));

  return mado_reference_text_write (list, NULL);
}

static GBytes *
make_service_sheet (GRand *chance)
{
  g_autoptr (MadoServiceSheet) sheet = mado_service_sheet_new ();
  const MadoServiceLine line = {
    .ward = g_strdup ("shinjuku"),
    .is_office = g_rand_boolean (chance),
    .save = { wire_draw_instant (chance), TRUE, g_strdup ("") },
    .drill = { wire_draw_instant (chance), FALSE, g_strdup ("the file is damaged") },
  };

  sheet->release = g_strdup ("1.0");
  sheet->address = g_strdup ("10.20.0.1:8443");
  sheet->now = wire_draw_instant (chance);
  sheet->since = wire_draw_instant (chance);
  sheet->certificate = wire_draw_instant (chance);
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
  const MadoAuditSheetSignOff sign_off = { g_strdup ("watch"), wire_draw_instant (chance), TRUE };

  sheet->from = g_strdup ("2025-05-01");
  sheet->until = g_strdup ("2025-05-31");
  sheet->opens = 8;
  sheet->closes = 20;
  sheet->mass_reads = 200;
  sheet->digest = wire_draw_hash (chance);
  g_array_append_val (sheet->lines, line);
  g_array_append_val (sheet->sign_offs, sign_off);

  return mado_audit_sheet_write (sheet, NULL);
}

/* --- read and written again -------------------------------------------------------------------------------------- */

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
rewrite_reference_roll (GBytes *text, GError **error)
{
  g_autoptr (GPtrArray) roll = mado_reference_roll_read (text, error);

  return roll != NULL ? mado_reference_roll_write (roll, error) : NULL;
}

static GBytes *
rewrite_reference_text (GBytes *text, GError **error)
{
  g_autoptr (GBytes) list = mado_reference_text_read (text, error);

  return list != NULL ? mado_reference_text_write (list, error) : NULL;
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

const WireRecord wire_access_records[] = {
  { "access-request", make_access_request, rewrite_access_request },
  { "access-reply", make_access_reply, rewrite_access_reply },
  { "access-roll", make_access_roll, rewrite_access_roll },
  { "terminal-roll", make_terminal_roll, rewrite_terminal_roll },
  { "reference-roll", make_reference_roll, rewrite_reference_roll },
  { "reference-text", make_reference_text, rewrite_reference_text },
  { "service-sheet", make_service_sheet, rewrite_service_sheet },
  { "audit-sheet", make_audit_sheet, rewrite_audit_sheet },
  { NULL },
};
