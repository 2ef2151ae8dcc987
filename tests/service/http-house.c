/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes the certificates, opens the wall, knocks. */

#include "http-house.h"

#include <string.h>

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define SOON 2000 /* microseconds between two looks */

static MadoInstant
days_from_now (int days)
{
  MadoInstant now = mado_instant_now ();

  now.microseconds += days * DAY;

  return now;
}

static void
make_papers (HousePapers *papers, const MadoAuthority *authority, MadoCertificatePurpose purpose, int from, int until)
{
  static const char *const hosts[] = { "127.0.0.1", "service", NULL };
  const MadoCertificateOrder order = {
    .purpose = purpose,
    .name = "T-01",
    .hosts = purpose == MADO_CERTIFICATE_SERVICE ? hosts : NULL,
    .from = days_from_now (from),
    .until = days_from_now (until),
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoTlsKey) key = mado_tls_key_generate (&error);

  g_assert_no_error (error);
  mado_authority_certify (authority, &order, key, &papers->certificate, &error);
  g_assert_no_error (error);
  papers->key = mado_tls_key_to_pem (key, &error);
  papers->key_text =
      g_strndup ((const char *) mado_secret_get_bytes (papers->key), mado_secret_get_length (papers->key));
}

static MadoAuthority *
make_authority (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoTlsKey) key = mado_tls_key_generate (&error);
  MadoAuthority *authority =
      mado_authority_create (key, "Practice authority", days_from_now (-2), days_from_now (30), &error);

  g_assert_no_error (error);

  return authority;
}

static void
make_all_papers (House *self)
{
  g_autoptr (MadoAuthority) other = make_authority ();

  self->authority = make_authority ();
  for (HouseTerminal terminal = 0; terminal < HOUSE_N_TERMINALS; terminal++)
    make_papers (&self->papers[terminal], terminal == HOUSE_STRANGER ? other : self->authority,
                 terminal == HOUSE_PRETENDER ? MADO_CERTIFICATE_SERVICE : MADO_CERTIFICATE_TERMINAL,
                 terminal == HOUSE_EARLY ? 1 : -2, terminal == HOUSE_EXPIRED ? -1 : 10);
  make_papers (&self->service, self->authority, MADO_CERTIFICATE_SERVICE, -1, 10);
}

static MadoTerminalStanding
judge_cb (gpointer data, const MadoClientCertificate *certificate, char **out_terminal)
{
  static const MadoTerminalStanding standings[HOUSE_N_TERMINALS] = {
    [HOUSE_WORKING] = MADO_STANDING_WORKING,   [HOUSE_ENROLLING] = MADO_STANDING_ENROLLING,
    [HOUSE_REVOKED] = MADO_STANDING_REVOKED,   [HOUSE_EXPIRED] = MADO_STANDING_WORKING,
    [HOUSE_STRANGER] = MADO_STANDING_WORKING,  [HOUSE_EARLY] = MADO_STANDING_WORKING,
    [HOUSE_PRETENDER] = MADO_STANDING_WORKING,
  };
  House *self = data;

  for (HouseTerminal terminal = 0; terminal < HOUSE_N_TERMINALS; terminal++) {
    const MadoClientCertificate *known = &self->papers[terminal].certificate.identity;

    if (strcmp (known->serial, certificate->serial) != 0 ||
        !mado_hash_equals (&known->fingerprint, &certificate->fingerprint))
      continue;
    *out_terminal = g_strdup_printf ("T-%02u", (guint) terminal);
    return terminal == HOUSE_WORKING && g_atomic_int_get (&self->is_revoked) ? MADO_STANDING_REVOKED
                                                                             : standings[terminal];
  }

  return MADO_STANDING_UNKNOWN;
}

static void
echo_cb (gpointer data, MadoHttpCall *call)
{
  House *self = data;

  g_atomic_int_inc (&self->n_inside);
  mado_http_call_answer_text (call, mado_http_call_get_body (call));
}

/* Says which parts stand in the path. */
static void
name_cb (gpointer data, MadoHttpCall *call)
{
  House *self = data;
  g_autofree char *text =
      g_strdup_printf ("%s+%s", mado_http_call_get_variable (call, 0), mado_http_call_get_variable (call, 1));
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  g_atomic_int_inc (&self->n_inside);
  mado_http_call_answer (call, &(MadoHttpAnswer) { .status = 200, .body = body, .type = "text/plain" });
}

static void
gone_cb (GCancellable *cancellable, gpointer data)
{
  House *self = data;

  g_atomic_int_inc (&self->n_gone);
}

static void
wait_cb (gpointer data, MadoHttpCall *call)
{
  House *self = data;

  g_cancellable_connect (mado_http_call_get_hang_up (call), G_CALLBACK (gone_cb), self, NULL);
  g_assert_null (g_atomic_pointer_exchange (&self->waiting, call));
  g_atomic_int_inc (&self->n_inside);
}

static gpointer
answer_later (gpointer data)
{
  mado_http_call_answer (data, &(MadoHttpAnswer) { .status = 200 });

  return NULL;
}

/* Another thread answers, at once or a little later: every order of the two must do. */
static void
hand_over_cb (gpointer data, MadoHttpCall *call)
{
  House *self = data;

  g_atomic_int_inc (&self->n_inside);
  g_thread_unref (g_thread_new ("later", answer_later, call));
}

static const MadoHttpRoute routes[] = {
  { "POST", "/v1/echo", MADO_STANDING_WORKING, 65536, echo_cb },
  { "GET", "/v1/wait", MADO_STANDING_WORKING, 0, wait_cb },
  { "GET", "/v1/later", MADO_STANDING_WORKING, 0, hand_over_cb },
  { "GET", "/v1/s/WARD/PROGRAMME/name", MADO_STANDING_WORKING, 0, name_cb },
  { "POST", "/v1/enrol", MADO_STANDING_ENROLLING, 1024, echo_cb },
  { "POST", "/v1/unsent", MADO_STANDING_REVOKED | MADO_STANDING_WORKING, 1024, echo_cb },
  {},
};

void
house_set_up (House *self, gconstpointer data)
{
  static const char *const networks[] = { "127.0.0.1/32", NULL };

  make_all_papers (self);
  self->addresses = mado_address_list_new (networks, NULL);
  self->rebuffs = mado_rebuffs_new ();
  self->limits = mado_http_default_limits;
  self->limits.max_connections_per_address = 200;
}

void
house_open (House *self)
{
  g_autoptr (GError) error = NULL;
  const MadoHttpSetup setup = {
    .listener = mado_http_listen ("127.0.0.1:0", &error),
    .certificate = self->service.certificate.pem,
    .key = self->service.key_text,
    .authority = mado_authority_get_pem (self->authority),
    .addresses = self->addresses,
    .rebuffs = self->rebuffs,
    .judge = judge_cb,
    .judge_data = self,
    .routes = self->routes != NULL ? self->routes : routes,
    .route_data = self->routes != NULL ? self->route_data : self,
    .limits = self->limits,
    .n_threads = 2,
  };

  g_assert_no_error (error);
  self->server = mado_http_server_new (&setup, &error);
  g_assert_no_error (error);
}

static void
clear_papers (HousePapers *papers)
{
  mado_issued_certificate_clear (&papers->certificate);
  mado_secret_free (papers->key);
  g_free (papers->key_text);
}

void
house_tear_down (House *self, gconstpointer data)
{
  MadoHttpCall *waiting;

  g_clear_pointer (&self->server, mado_http_server_free);
  waiting = g_atomic_pointer_exchange (&self->waiting, NULL);
  if (waiting != NULL)
    mado_http_call_answer (waiting, &(MadoHttpAnswer) { .status = 200 }); /* to nobody */
  for (HouseTerminal terminal = 0; terminal < HOUSE_N_TERMINALS; terminal++)
    clear_papers (&self->papers[terminal]);
  clear_papers (&self->service);
  mado_authority_free (self->authority);
  mado_address_list_free (self->addresses);
  mado_rebuffs_free (self->rebuffs);
}

TlsClientSetup
house_get_setup (House *self, HouseTerminal terminal)
{
  return (TlsClientSetup) {
    .port = mado_http_server_get_port (self->server),
    .authority = mado_authority_get_pem (self->authority),
    .certificate = self->papers[terminal].certificate.pem,
    .key = self->papers[terminal].key_text,
  };
}

TlsClient *
house_connect (House *self, HouseTerminal terminal)
{
  const TlsClientSetup setup = house_get_setup (self, terminal);

  return tls_client_new (&setup);
}

/* The status of the answer; 0: there is none. */
guint
house_ask (TlsClient *client, const char *method, const char *target, const char *headers, const char *body)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (TlsReply) reply = tls_client_ask (client, method, target, headers, bytes);

  return reply != NULL ? reply->status : 0;
}

/* Waits until something that happens on another thread has happened; a test that never sees it runs into its limit. */
void
house_await (const guint *number, guint least)
{
  while ((guint) g_atomic_int_get (number) < least)
    g_usleep (SOON);
}

void
house_await_rebuffs (House *self, MadoRebuff reason, guint least)
{
  while (mado_rebuffs_get_count (self->rebuffs, reason) < least)
    g_usleep (SOON);
}
