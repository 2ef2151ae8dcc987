/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a terminal becomes one of ours, what its certificate is good for, and how it ends. */

#include <string.h>

#include "mado-certificate.h"
#include "mado-invitation.h"
#include "mado-memory-backend.h"
#include "mado-terminal-register.h"

#define DAY ((gint64) 24 * 60 * 60 * G_USEC_PER_SEC)

typedef struct {
  MadoMemoryWard *memory;
  MadoBackend *office;
  MadoAuthority *authority;
  MadoTerminalRegister *terminals;
  MadoInstant now;
} Office;

static MadoInstant
after (const Office *self, gint64 days)
{
  return (MadoInstant) { self->now.microseconds + days * DAY };
}

static MadoAuthority *
make_authority (const Office *self)
{
  g_autoptr (MadoTlsKey) key = mado_tls_key_generate (NULL);

  return mado_authority_create (key, "見本", self->now, after (self, 7000), NULL);
}

static void
set_up (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  self->now = mado_instant_from_iso ("2025-05-01T00:00:00.000000Z");
  g_assert_true (mado_instant_is_valid (self->now));
  self->memory = mado_memory_ward_new ();
  self->office = mado_memory_backend_open (self->memory, MADO_BACKEND_WRITE, NULL);
  self->authority = make_authority (self);
  self->terminals = mado_terminal_register_new ();
}

static void
tear_down (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  mado_terminal_register_free (self->terminals);
  mado_authority_free (self->authority);
  mado_backend_free (self->office);
  mado_memory_ward_unref (self->memory);
}

/* --- who is invited ----------------------------------------------------------------------------------------------- */

/* A terminal with what it got, and a key of its own. */
typedef struct {
  MadoEnrolmentFile file;
  char *code;
  char *serial; /* of the certificate that it was invited with */
  char *request;
} Guest;

static void
clear_guest (Guest *self)
{
  mado_enrolment_file_clear (&self->file);
  g_free (self->code);
  g_free (self->serial);
  g_free (self->request);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Guest, clear_guest)

static char *
write_request (const char *name)
{
  g_autoptr (MadoTlsKey) key = mado_tls_key_generate (NULL);

  return mado_tls_key_request (key, name, NULL);
}

/* The one that enrols now: those before have their certificates already. */
static char *
find_serial (Office *self, const char *terminal)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->office, MADO_BACKEND_READ, NULL);
  g_autoptr (GPtrArray) records = mado_terminal_record_list (self->office, NULL);

  for (guint i = 0; i < records->len; i++) {
    const MadoTerminalRecord *record = g_ptr_array_index (records, i);

    if (strcmp (record->terminal, terminal) == 0 && record->standing == MADO_STANDING_ENROLLING &&
        *record->issued == '\0')
      return g_strdup (record->certificate.serial);
  }
  g_assert_not_reached ();
}

static gboolean
try_invite (Office *self, const char *terminal, const char *site, Guest *out_guest)
{
  const MadoInvitationOrder order = {
    .terminal = terminal, .site = site, .address = "192.0.2.1:8443", .now = self->now, .until = after (self, 7)
  };
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->office, MADO_BACKEND_WRITE, NULL);

  return mado_invitation_make (self->office, self->authority, &order, &out_guest->file, &out_guest->code, NULL) &&
         mado_turn_commit (g_steal_pointer (&turn), NULL);
}

static Guest
invite (Office *self, const char *terminal)
{
  Guest guest = { 0 };

  g_assert_true (try_invite (self, terminal, NULL, &guest));
  guest.serial = find_serial (self, terminal);
  guest.request = write_request (terminal);

  return guest;
}

static MadoInvitationVerdict
redeem (Office *self, const Guest *guest, const char *code, MadoEnrolmentReply *out_reply)
{
  const MadoEnrolmentRequest request = { (char *) code, guest->request };
  const MadoInvitationAnswer answer = { guest->serial, &request, self->now, after (self, 800) };
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->office, MADO_BACKEND_WRITE, NULL);
  g_autoptr (GError) error = NULL;
  MadoInvitationVerdict verdict;

  mado_invitation_redeem (self->office, self->authority, &answer, &verdict, out_reply, &error);
  g_assert_no_error (error);
  mado_turn_commit (g_steal_pointer (&turn), &error);
  g_assert_no_error (error);

  return verdict;
}

static void
assert_verdict (Office *self, const Guest *guest, const char *code, MadoInvitationVerdict expected)
{
  g_auto (MadoEnrolmentReply) reply = { 0 };

  g_assert_cmpint (redeem (self, guest, code, &reply), ==, expected);
}

/* --- what the wall knows ------------------------------------------------------------------------------------------ */

static gint
compare_departures (gconstpointer a, gconstpointer b)
{
  return strcmp (((const MadoDeparture *) a)->terminal, ((const MadoDeparture *) b)->terminal);
}

/* Who works no more, each with a "+" where another certificate of his works. */
static char *
follow (Office *self)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->office, MADO_BACKEND_READ, NULL);
  g_autoptr (GPtrArray) departures = mado_departures_new ();
  g_autoptr (GString) gone = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  mado_terminal_register_follow (self->terminals, self->office, departures, &error);
  g_assert_no_error (error);
  g_ptr_array_sort_values (departures, compare_departures);
  for (guint i = 0; i < departures->len; i++) {
    const MadoDeparture *one = g_ptr_array_index (departures, i);

    g_string_append_printf (gone, "%s%s ", one->terminal,
                            one->again.microseconds < MADO_NEVER_AGAIN.microseconds ? "+" : "");
  }

  return g_string_free (g_steal_pointer (&gone), FALSE);
}

static void
assert_follows (Office *self, const char *expected)
{
  g_autofree char *gone = follow (self);

  g_assert_cmpstr (gone, ==, expected);
}

static void
assert_counts (Office *self, guint n_enrolling, guint n_working, guint n_revoked)
{
  g_assert_cmpuint (mado_terminal_register_count (self->terminals, MADO_STANDING_ENROLLING), ==, n_enrolling);
  g_assert_cmpuint (mado_terminal_register_count (self->terminals, MADO_STANDING_WORKING), ==, n_working);
  g_assert_cmpuint (mado_terminal_register_count (self->terminals, MADO_STANDING_REVOKED), ==, n_revoked);
}

static guint
revoke_it (Office *self, const char *terminal, MadoTerminalStanding standing)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->office, MADO_BACKEND_WRITE, NULL);
  guint count = 0;

  g_assert_true (mado_terminal_record_revoke (self->office, terminal, standing, self->now, &count, NULL));
  g_assert_true (mado_turn_commit (g_steal_pointer (&turn), NULL));

  return count;
}

/* --- tests -------------------------------------------------------------------------------------------------------- */

static void
test_file_and_code_make_a_terminal_once (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_auto (Guest) guest = invite (self, "t-01");
  g_autofree char *small = g_ascii_strdown (guest.code, -1);
  g_auto (MadoEnrolmentReply) first = { 0 };
  g_auto (MadoEnrolmentReply) again = { 0 };

  g_assert_cmpint (redeem (self, &guest, small, &first), ==, MADO_INVITATION_TAKEN); /* as people type it */
  g_assert_cmpstr (first.terminal, ==, "t-01");
  g_assert_cmpint (redeem (self, &guest, guest.code, &again), ==, MADO_INVITATION_TAKEN); /* the answer was lost */
  g_assert_cmpstr (again.certificate, ==, first.certificate);
  g_free (guest.request); /* somebody else with file and code */
  guest.request = write_request ("t-01");
  assert_verdict (self, &guest, guest.code, MADO_INVITATION_WRONG_CODE);
  assert_follows (self, "");
  assert_counts (self, 1, 1, 0);
}

static void
test_after_five_wrong_codes_the_file_is_worth_nothing (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_auto (Guest) guest = invite (self, "t-01");
  g_auto (Guest) patient = invite (self, "t-02");

  for (guint i = 0; i < MADO_INVITATION_MAX_TRIES; i++)
    assert_verdict (self, &guest, "AAAA-AAAA", MADO_INVITATION_WRONG_CODE);
  assert_verdict (self, &guest, guest.code, MADO_INVITATION_WRONG_CODE);
  for (guint i = 1; i < MADO_INVITATION_MAX_TRIES; i++)
    assert_verdict (self, &patient, "AAAA-AAAA", MADO_INVITATION_WRONG_CODE);
  assert_verdict (self, &patient, guest.code, MADO_INVITATION_WRONG_CODE);
  assert_follows (self, "t-01 t-02 ");
  assert_counts (self, 0, 0, 0);
}

static void
test_another_files_code_opens_nothing (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_auto (Guest) guest = invite (self, "t-01");
  g_auto (Guest) other = invite (self, "t-02");

  assert_verdict (self, &guest, other.code, MADO_INVITATION_WRONG_CODE);
  assert_verdict (self, &guest, "", MADO_INVITATION_WRONG_CODE);
  g_set_str (&guest.serial, "nobody");
  assert_verdict (self, &guest, guest.code, MADO_INVITATION_WRONG_CODE);
}

#define IN_ITS_SIGNATURE 20 /* letters before the end */

/* It is a request as before, of a key that its sender does not show that he has. */
static void
change_letter (char *request)
{
  char *letter = strstr (request, "\n-----END") - IN_ITS_SIGNATURE;

  while (!g_ascii_isalpha (*letter))
    letter++;
  *letter ^= 1;
}

/* Whoever cannot show that he has the key gets no certificate; it costs him no try. */
static void
test_a_request_that_proves_nothing_gets_nothing (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_auto (Guest) guest = invite (self, "t-01");
  g_autofree char *good = g_steal_pointer (&guest.request);

  guest.request = g_strdup ("-----BEGIN CERTIFICATE REQUEST-----\nnone\n-----END CERTIFICATE REQUEST-----\n");
  for (guint i = 0; i <= MADO_INVITATION_MAX_TRIES; i++)
    assert_verdict (self, &guest, guest.code, MADO_INVITATION_UNREADABLE);
  g_set_str (&guest.request, good);
  change_letter (guest.request);
  assert_verdict (self, &guest, guest.code, MADO_INVITATION_UNREADABLE);
  g_set_str (&guest.request, good);
  assert_verdict (self, &guest, guest.code, MADO_INVITATION_TAKEN);
}

static void
test_names_are_plain (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  static const char *const names[] = { "", "t 01", "t/01", "端末", "t,CN=t-02" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_auto (Guest) guest = { 0 };

    g_assert_false (try_invite (self, names[i], NULL, &guest));
    g_assert_true (*names[i] == '\0' || !try_invite (self, "t-01", names[i], &guest));
  }
}

static void
test_a_new_certificate_takes_the_place_of_those_before (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_auto (Guest) first = invite (self, "t-01");
  g_auto (Guest) other = invite (self, "t-02");
  g_auto (Guest) second = { 0 };

  assert_verdict (self, &first, first.code, MADO_INVITATION_TAKEN);
  assert_verdict (self, &other, other.code, MADO_INVITATION_TAKEN);
  assert_follows (self, "");
  second = invite (self, "t-01");
  assert_follows (self, "");
  assert_counts (self, 3, 2, 0);
  assert_verdict (self, &second, second.code, MADO_INVITATION_TAKEN);
  assert_follows (self, "t-01+ ");
  assert_counts (self, 3, 2, 0);
}

static void
test_who_is_revoked_hands_in_and_nothing_else (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_auto (Guest) guest = invite (self, "t-01");
  g_auto (Guest) never = invite (self, "t-02");
  g_auto (Guest) again = { 0 };

  assert_verdict (self, &guest, guest.code, MADO_INVITATION_TAKEN);
  assert_follows (self, "");
  g_assert_cmpuint (revoke_it (self, "t-01", MADO_STANDING_REVOKED), ==, 2);
  g_assert_cmpuint (revoke_it (self, "t-02", MADO_STANDING_REVOKED), ==, 1);
  g_assert_cmpuint (revoke_it (self, "t-03", MADO_STANDING_REVOKED), ==, 0);
  assert_follows (self, "t-01 ");
  assert_counts (self, 0, 0, 1);
  assert_verdict (self, &never, never.code, MADO_INVITATION_WRONG_CODE);
  again = invite (self, "t-01"); /* it comes back, and what was revoked stays so */
  assert_verdict (self, &again, again.code, MADO_INVITATION_TAKEN);
  assert_follows (self, "");
  assert_counts (self, 1, 1, 1);
  g_assert_cmpuint (revoke_it (self, "t-01", MADO_STANDING_UNKNOWN), ==, 3);
  assert_follows (self, "t-01 ");
  assert_counts (self, 0, 0, 0);
}

/* The register has the serial number of whoever is on the line; the certificate has to be the one that it means. */
static void
test_another_certificate_of_that_number_is_nobodys (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_auto (Guest) guest = invite (self, "t-01");
  g_autoptr (MadoTerminalRecord) record = NULL;
  g_autofree char *whose = NULL, *nobody = NULL;
  g_autoptr (MadoTurn) turn = NULL;
  MadoClientCertificate shown;

  assert_follows (self, "");
  turn = mado_turn_begin (self->office, MADO_BACKEND_READ, NULL);
  g_assert_true (mado_terminal_record_find (self->office, guest.serial, &record, NULL));
  shown = record->certificate;
  g_assert_cmpint (mado_terminal_register_judge (self->terminals, &shown, &whose), ==, MADO_STANDING_ENROLLING);
  g_assert_cmpstr (whose, ==, "t-01");
  shown.fingerprint.bytes[0] ^= 1;
  g_assert_cmpint (mado_terminal_register_judge (self->terminals, &shown, &nobody), ==, MADO_STANDING_UNKNOWN);
  g_assert_null (nobody);
}

static MadoCertificateFlaw
look_at (Office *self, MadoCertificatePurpose purpose, const MadoAuthority *maker, gint64 days, gboolean has_own_key)
{
  const char *const hosts[] = { "127.0.0.1", NULL };
  const MadoCertificateOrder order = { purpose, "service", hosts, self->now, after (self, 800) };
  g_autoptr (MadoTlsKey) key = mado_tls_key_generate (NULL);
  g_autoptr (MadoTlsKey) other = mado_tls_key_generate (NULL);
  g_auto (MadoIssuedCertificate) made = { 0 };
  MadoInstant until;

  g_assert_true (mado_authority_certify (maker, &order, key, &made, NULL));

  return mado_certificate_check (made.pem, has_own_key ? key : other, self->authority, after (self, days), &until);
}

static void
test_the_services_certificate_is_looked_at (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoAuthority) other = make_authority (self);
  const MadoAuthority *own = self->authority;

  g_assert_cmpint (look_at (self, MADO_CERTIFICATE_SERVICE, own, 0, TRUE), ==, MADO_CERTIFICATE_GOOD);
  g_assert_cmpint (look_at (self, MADO_CERTIFICATE_SERVICE, own, 0, FALSE), ==, MADO_CERTIFICATE_OTHER_KEY);
  g_assert_cmpint (look_at (self, MADO_CERTIFICATE_SERVICE, other, 0, TRUE), ==, MADO_CERTIFICATE_OTHER_MAKER);
  g_assert_cmpint (look_at (self, MADO_CERTIFICATE_TERMINAL, own, 0, TRUE), ==, MADO_CERTIFICATE_OTHER_PURPOSE);
  g_assert_cmpint (look_at (self, MADO_CERTIFICATE_SERVICE, own, -1, TRUE), ==, MADO_CERTIFICATE_NOT_NOW);
  g_assert_cmpint (look_at (self, MADO_CERTIFICATE_SERVICE, own, 799, TRUE), ==, MADO_CERTIFICATE_GOOD);
  g_assert_cmpint (look_at (self, MADO_CERTIFICATE_SERVICE, own, 800, TRUE), ==, MADO_CERTIFICATE_NOT_NOW);
}

#define add(name, function) g_test_add ("/trust/" name, Office, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("file-and-code-make-a-terminal-once", test_file_and_code_make_a_terminal_once);
  add ("after-five-wrong-codes-the-file-is-worth-nothing", test_after_five_wrong_codes_the_file_is_worth_nothing);
  add ("another-files-code-opens-nothing", test_another_files_code_opens_nothing);
  add ("a-request-that-proves-nothing-gets-nothing", test_a_request_that_proves_nothing_gets_nothing);
  add ("names-are-plain", test_names_are_plain);
  add ("a-new-certificate-takes-the-place-of-those-before", test_a_new_certificate_takes_the_place_of_those_before);
  add ("who-is-revoked-hands-in-and-nothing-else", test_who_is_revoked_hands_in_and_nothing_else);
  add ("another-certificate-of-that-number-is-nobodys", test_another_certificate_of_that_number_is_nobodys);
  add ("the-services-certificate-is-looked-at", test_the_services_certificate_is_looked_at);

  return g_test_run ();
}
