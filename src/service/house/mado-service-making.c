/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes papers. What is there already is never written over: an authority that is lost takes all terminals with it. So
 * the secret comes first, the office last: while there is no office, whatever is there is of a making that was cut off,
 * and is gone on with; once there is one, nothing is made any more, and what is missing is lost. */

#include "mado-service-making.h"

#include <string.h>

#include "mado-durable-file.h"
#include "mado-hex.h"
#include "mado-programme.h"
#include "mado-service-means.h"
#include "mado-ward-directory.h"

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define AUTHORITY_DAYS 7300
#define CERTIFICATE_DAYS 800
#define MAX_KEY (64 * 1024)            /* bytes of a file */
#define EARLIER (2 * G_TIME_SPAN_HOUR) /* terminals' clocks may be behind */

static MadoInstant
shift (MadoInstant now, gint64 microseconds)
{
  return (MadoInstant) { now.microseconds + microseconds };
}

static gboolean
save_text (const char *path, const char *text, MadoDurableFileMode mode, GError **error)
{
  g_autoptr (GBytes) content = g_bytes_new_static (text, strlen (text));

  return mado_durable_file_save (path, content, mode, error);
}

static gboolean
save_key (const char *path, const MadoTlsKey *key, MadoDurableFileMode mode, GError **error)
{
  g_autoptr (MadoSecret) pem = mado_tls_key_to_pem (key, error);
  g_autoptr (GBytes) content =
      pem != NULL ? g_bytes_new_static (mado_secret_get_bytes (pem), mado_secret_get_length (pem)) : NULL;

  return content != NULL && mado_durable_file_save (path, content, mode, error);
}

static gboolean
is_file (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
fail_with_lost (const char *what, const char *path, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               "the %s is lost, for what is made after it is there: bring it back from its copy: %s", what, path);

  return FALSE;
}

static MadoTlsKey *
load_key (const char *path, GError **error)
{
  g_autoptr (GBytes) content = mado_durable_file_load (path, MAX_KEY, error);
  g_autofree char *pem = NULL;
  gsize length = 0;
  MadoTlsKey *key;

  if (content == NULL)
    return NULL;
  pem = g_bytes_unref_to_data (g_steal_pointer (&content), &length);
  key = mado_tls_key_from_pem (pem, length, error);
  explicit_bzero (pem, length);

  return key;
}

/* Returns: (transfer full) (nullable): the key that is there, or another where there is none */
static MadoTlsKey *
obtain_key (const char *path, GError **error)
{
  g_autoptr (MadoTlsKey) key = NULL;

  if (is_file (path))
    return load_key (path, error);
  key = mado_tls_key_generate (error);

  return key != NULL && save_key (path, key, MADO_DURABLE_FILE_NEW, error) ? g_steal_pointer (&key) : NULL;
}

static MadoAuthority *
load_authority (const char *path, const MadoTlsKey *key, GError **error)
{
  g_autofree char *pem = NULL;

  return g_file_get_contents (path, &pem, NULL, error) ? mado_authority_load (pem, key, error) : NULL;
}

static MadoAuthority *
make_authority (const MadoServiceSettings *settings, GError **error)
{
  const MadoInstant now = mado_instant_now ();
  g_autoptr (MadoTlsKey) key = NULL;
  g_autoptr (MadoAuthority) authority = NULL;

  if (!is_file (settings->authority_key) && is_file (settings->authority)) {
    fail_with_lost ("key of the authority", settings->authority_key, error);
    return NULL;
  }
  key = obtain_key (settings->authority_key, error);
  if (key == NULL || is_file (settings->authority))
    return key != NULL ? load_authority (settings->authority, key, error) : NULL;
  authority = mado_authority_create (key, "Madoguchi terminals", shift (now, -EARLIER),
                                     shift (now, AUTHORITY_DAYS * DAY), error);
  if (authority == NULL ||
      !save_text (settings->authority, mado_authority_get_pem (authority), MADO_DURABLE_FILE_NEW, error))
    return NULL;

  return g_steal_pointer (&authority);
}

static gboolean
draw_secret (const char *path, GError **error)
{
  g_autoptr (MadoSecret) secret = mado_secret_new_random (MADO_SERVICE_SECRET_SIZE);
  g_autofree char *hex = mado_hex_from_bytes (mado_secret_get_bytes (secret), MADO_SERVICE_SECRET_SIZE);
  const gboolean is_saved = save_text (path, hex, MADO_DURABLE_FILE_NEW, error);

  explicit_bzero (hex, strlen (hex));

  return is_saved;
}

static gboolean
make_certificate (const MadoServiceSettings *settings,
                  const MadoAuthority *authority,
                  const char *const *hosts,
                  MadoDurableFileMode mode,
                  GError **error)
{
  const MadoInstant now = mado_instant_now ();
  const MadoCertificateOrder order = { .purpose = MADO_CERTIFICATE_SERVICE,
                                       .name = hosts[0],
                                       .hosts = hosts,
                                       .from = shift (now, -EARLIER),
                                       .until = shift (now, CERTIFICATE_DAYS * DAY) };
  g_autoptr (MadoTlsKey) key = mado_tls_key_generate (error);
  g_auto (MadoIssuedCertificate) certificate = { 0 };

  return key != NULL && mado_authority_certify (authority, &order, key, &certificate, error) &&
         save_key (settings->key, key, mode, error) && save_text (settings->certificate, certificate.pem, mode, error);
}

static MadoWardPlace *
find_office (const MadoServiceSettings *settings, GError **error)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_autoptr (MadoSecret) secret = mado_service_papers_load_secret (settings, faults);

  if (secret == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, mado_service_faults_get (faults, 0)->what);
    return NULL;
  }

  return mado_ward_place_new (settings->office, secret, error);
}

static gboolean
has_file (const MadoWardSettings *place)
{
  return strcmp (place->backend, "sqlcipher") == 0 && is_file (place->place);
}

static gboolean
has_papers (const MadoServiceSettings *settings)
{
  return is_file (settings->authority) || is_file (settings->authority_key) || is_file (settings->certificate) ||
         is_file (settings->key) || has_file (settings->office);
}

static gboolean
make_secret (const MadoServiceSettings *settings, GError **error)
{
  if (is_file (settings->secret))
    return TRUE;
  if (has_papers (settings))
    return fail_with_lost ("secret", settings->secret, error);

  return draw_secret (settings->secret, error);
}

/* Wards are made after the office. */
static gboolean
has_wards (const MadoServiceSettings *settings)
{
  for (guint i = 0; i < settings->wards->len; i++)
    if (has_file (g_ptr_array_index (settings->wards, i)))
      return TRUE;

  return FALSE;
}

static gboolean
make_service_certificate (const MadoServiceSettings *settings,
                          const MadoAuthority *authority,
                          const char *const *hosts,
                          GError **error)
{
  if (is_file (settings->key) && is_file (settings->certificate))
    return TRUE;

  return make_certificate (settings, authority, hosts, MADO_DURABLE_FILE_REPLACE, error); /* no terminal knows it */
}

/* A file that does not open is there, too. */
static gboolean
has_office (const MadoServiceSettings *settings, MadoWardPlace *office)
{
  g_autoptr (MadoBackend) backend =
      has_file (settings->office) ? NULL : mado_ward_place_open (office, MADO_BACKEND_READ, NULL);

  return has_file (settings->office) || backend != NULL;
}

static gboolean
make_papers (const MadoServiceSettings *settings, const char *const *hosts, GError **error)
{
  g_autoptr (MadoAuthority) authority = make_authority (settings, error);

  return authority != NULL && make_service_certificate (settings, authority, hosts, error);
}

/**
 * mado_service_make:
 * @settings: where everything goes
 * @hosts: (array zero-terminated=1): names and addresses that terminals may call it by, at least one
 * @error: what is lost, or what went wrong
 *
 * Goes on where it was cut off, and does nothing where all is made.
 *
 * Returns: whether there is a service now that terminals can be invited to
 */
gboolean
mado_service_make (const MadoServiceSettings *settings, const char *const *hosts, GError **error)
{
  g_autoptr (MadoWardPlace) office = NULL;

  if (!make_secret (settings, error))
    return FALSE;
  office = find_office (settings, error);
  if (office == NULL || has_office (settings, office))
    return office != NULL;
  if (has_wards (settings))
    return fail_with_lost ("office", settings->office->place, error);

  return make_papers (settings, hosts, error) && mado_ward_place_create (office, MADO_WARD_SERVED, error);
}

/**
 * mado_service_renew:
 * @settings: where everything is
 * @authority: of the service
 * @hosts: (array zero-terminated=1): names and addresses that terminals may call it by, at least one
 * @error: where to put what went wrong
 *
 * Returns: whether the service has another key and certificate, to be used from its next start on
 */
gboolean
mado_service_renew (const MadoServiceSettings *settings,
                    const MadoAuthority *authority,
                    const char *const *hosts,
                    GError **error)
{
  return make_certificate (settings, authority, hosts, MADO_DURABLE_FILE_REPLACE, error);
}

/**
 * mado_service_make_backup_key:
 * @path: where it goes
 * @error: what is there already, or what went wrong
 *
 * Returns: whether there is a key now that wards can be saved under
 */
gboolean
mado_service_make_backup_key (const char *path, GError **error)
{
  return draw_secret (path, error);
}

/* --- wards and their programmes ---------------------------------------------------------------------------------- */

/**
 * mado_service_make_ward:
 * @ward: where it goes
 * @secret: of the service
 * @error: what is there already, or what went wrong
 *
 * Returns: whether there is an empty ward now
 */
gboolean
mado_service_make_ward (const MadoWardSettings *ward, const MadoSecret *secret, GError **error)
{
  g_autoptr (MadoWardPlace) place = mado_ward_place_new (ward, secret, error);

  return place != NULL && mado_ward_place_create (place, MADO_WARD_SERVED, error);
}

/**
 * mado_service_ensure_ward:
 * @settings: of the service
 * @ward: one of its wards
 * @secret: of the service
 * @error: where to put what went wrong
 *
 * Returns: whether there is a ward now: the one that was there, or an empty one
 */
gboolean
mado_service_ensure_ward (const MadoServiceSettings *settings,
                          const MadoWardSettings *ward,
                          const MadoSecret *secret,
                          GError **error)
{
  g_autoptr (MadoWardPlace) place = mado_ward_directory_find (settings, ward->name, secret, error);
  g_autoptr (MadoBackend) backend = place != NULL ? mado_ward_place_open (place, MADO_BACKEND_READ, NULL) : NULL;

  if (place == NULL)
    return FALSE;

  return backend != NULL || mado_service_make_ward (ward, secret, error); /* which refuses where something is */
}

static MadoProgramme *
read_programme (GBytes *text, GError **error)
{
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  MadoProgramme *programme = mado_programme_read (text, faults);

  if (programme == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "the programme has %u faults: madoguchi-ctl programme check says which", faults->len);

  return programme;
}

/* Whoever was cut off before he could say that it is done asks again. */
static gboolean
is_published (const MadoPublishOrder *order,
              MadoBackend *backend,
              const MadoStreamStand *stand,
              gboolean *out_is_published,
              GError **error)
{
  g_autoptr (MadoStoredEntry) entry = NULL;
  g_autoptr (MadoLogText) text = NULL;
  const MadoLogHeader *header;

  *out_is_published = FALSE;
  if (stand->revision == 0)
    return TRUE;
  if (!backend->type->find_entry (backend, stand->number, stand->revision, &entry, error))
    return FALSE;
  if (entry == NULL || entry->payload == NULL || !g_bytes_equal (entry->payload, order->programme))
    return TRUE;
  text = mado_log_text_read (entry->header, error);
  if (text == NULL)
    return FALSE;
  header = mado_log_text_get_header (text);
  *out_is_published =
      strcmp (header->actor, order->account) == 0 && g_strcmp0 (header->signature, order->signature) == 0;

  return TRUE;
}

/**
 * mado_service_publish_order:
 * @order: what is to be published
 * @backend: its ward, in a turn that writes
 * @means: chance and time
 * @error: what mado_stream_publish_signed() says
 *
 * Makes the stream, where it is the ward's first programme of that id.
 *
 * Returns: whether it is what the stream is judged by when the turn is committed
 */
gboolean
mado_service_publish_order (const MadoPublishOrder *order,
                            MadoBackend *backend,
                            const MadoChanceAndTime *means,
                            GError **error)
{
  const MadoPublicationSeal seal = { order->key, order->signature };
  g_autoptr (MadoStream) stream = mado_stream_new (order->stream, means);
  MadoStreamStand stand = { 0 };
  gboolean is_there = FALSE;

  if (!backend->type->find_stream (backend, order->stream, &stand, error) ||
      (stand.number == 0 && !mado_stream_create (stream, backend, error)) ||
      !is_published (order, backend, &stand, &is_there, error))
    return FALSE;

  return is_there || mado_stream_publish_signed (stream, backend, order->programme, order->account,
                                                 order->signature != NULL ? &seal : NULL, error);
}

/**
 * mado_service_begin_publication:
 * @programme: a programme's file
 * @account: of whoever answers for it
 * @error: %G_IO_ERROR_INVALID_DATA: it has faults
 *
 * Returns: (transfer full) (nullable): what is to be published, and where
 */
MadoPublishOrder *
mado_service_begin_publication (GBytes *programme, const char *account, GError **error)
{
  g_autoptr (MadoProgramme) read = read_programme (programme, error);
  MadoPublishOrder *order;

  if (read == NULL)
    return NULL;
  order = g_new0 (MadoPublishOrder, 1);
  order->stream = g_strconcat (read->identity.ward, "/", read->identity.id, NULL);
  order->account = g_strdup (account);
  order->programme = g_bytes_ref (programme);

  return order;
}

static gboolean
publish_in (MadoBackend *backend, const MadoPublishOrder *order, GError **error)
{
  const MadoChanceAndTime means = mado_service_get_means ();
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, error);

  return turn != NULL && mado_service_publish_order (order, backend, &means, error) &&
         mado_turn_commit (g_steal_pointer (&turn), error);
}

/**
 * mado_service_publish:
 * @settings: of the service
 * @secret: of the service
 * @order: what is to be published
 * @error: where to put what is wrong with it; where mado_ward_place_is_in_use(), a service has the ward, and takes the
 * order in its office
 *
 * Returns: whether it is in the log
 */
gboolean
mado_service_publish (const MadoServiceSettings *settings,
                      const MadoSecret *secret,
                      const MadoPublishOrder *order,
                      GError **error)
{
  g_autofree char *ward = g_strndup (order->stream, strcspn (order->stream, "/"));
  g_autoptr (MadoWardPlace) place = mado_ward_directory_find (settings, ward, secret, error);
  g_autoptr (MadoBackend) backend = place != NULL ? mado_ward_place_open (place, MADO_BACKEND_WRITE, error) : NULL;

  return backend != NULL && publish_in (backend, order, error);
}
