/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl service publish`: a programme goes into the log of its stream, signed by whoever answers for it. */

#include "ctl-password.h"
#include "ctl-service.h"
#include "mado-durable-file.h"
#include "mado-office-visit.h"
#include "mado-packet-key-file.h"
#include "mado-publication.h"
#include "mado-service-making.h"
#include "mado-ward-place.h"

#define PATIENCE (60 * G_USEC_PER_SEC)
#define ROUND (200 * G_TIME_SPAN_MILLISECOND)

/* --- signing ----------------------------------------------------------------------------------------------------- */

static MadoSigningKey *
load_key (MadoCtlCall *call, const char *path, GError **error)
{
  g_autoptr (GBytes) text = mado_durable_file_load (path, MADO_PACKET_KEY_MAX_SIZE, error);
  g_autoptr (MadoSecret) password = text != NULL ? mado_ctl_read_password (call, error) : NULL;

  return password != NULL ? mado_packet_key_unlock (text, password, error) : NULL;
}

static gboolean
sign (MadoCtlCall *call, MadoPublishOrder *order, GError **error)
{
  const MadoPublication publication = { order->stream, order->account, order->programme };
  const char *path = mado_ctl_get_option (call, "key");
  g_autoptr (MadoSigningKey) key = path != NULL ? load_key (call, path, error) : NULL;

  if (path == NULL)
    return TRUE;

  return key != NULL && mado_publication_sign (&publication, key, &order->key, &order->signature, error);
}

/* --- while a service has the ward -------------------------------------------------------------------------------- */

typedef struct {
  MadoServiceSettings *settings;
  MadoSecret *secret;
  MadoPublishOrder *order;
} Publishing;

static void
publishing_clear (Publishing *self)
{
  g_clear_pointer (&self->order, mado_publish_order_free);
  g_clear_pointer (&self->secret, mado_secret_free);
  g_clear_pointer (&self->settings, mado_service_settings_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Publishing, publishing_clear)

static gboolean
give_order (const Publishing *self, GError **error)
{
  g_auto (MadoOfficeVisit) office = { 0 };

  return mado_office_visit_begin (&office, self->settings, self->secret, MADO_BACKEND_WRITE, error) &&
         mado_publish_order_put (self->order, office.backend, error) && mado_office_visit_commit (&office, error);
}

static gboolean
take_order_back (const Publishing *self, GError **error)
{
  g_auto (MadoOfficeVisit) office = { 0 };

  return mado_office_visit_begin (&office, self->settings, self->secret, MADO_BACKEND_WRITE, error) &&
         mado_publish_order_drop (office.backend, self->order->stream, error) &&
         mado_office_visit_commit (&office, error);
}

/* Whether the service did what it was ordered to. */
static gboolean
look_at_order (const Publishing *self, gboolean *out_is_done, GError **error)
{
  g_auto (MadoOfficeVisit) office = { 0 };
  g_autoptr (MadoPublishOrder) order = NULL;

  if (!mado_office_visit_begin (&office, self->settings, self->secret, MADO_BACKEND_READ, error) ||
      !mado_publish_order_find (office.backend, self->order->stream, &order, error))
    return FALSE;
  *out_is_done = order == NULL;
  if (order == NULL || order->fault == NULL)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the service did not publish it: %s", order->fault);

  return FALSE;
}

/* A service takes it within a second or so. */
static gboolean
have_it_published (const Publishing *self, GError **error)
{
  const gint64 end = g_get_monotonic_time () + PATIENCE;
  g_autoptr (GError) fault = NULL;
  gboolean is_done = FALSE;

  if (!give_order (self, error))
    return FALSE;
  while (fault == NULL && !is_done && g_get_monotonic_time () < end) {
    g_usleep (ROUND);
    (void) look_at_order (self, &is_done, &fault); /* ignored: the fault says so */
  }
  if (is_done)
    return TRUE;
  (void) take_order_back (self, NULL); /* ignored: what there is to say is said below */
  if (fault != NULL)
    g_propagate_error (error, g_steal_pointer (&fault));
  else
    g_set_error_literal (
        error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
        "whoever has the ward open did not take the programme: is it another program than the service?");

  return FALSE;
}

static gboolean
publish (const Publishing *self, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (mado_service_publish (self->settings, self->secret, self->order, &fault))
    return TRUE;
  if (mado_ward_place_is_in_use (fault))
    return have_it_published (self, error);
  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

static gboolean
prepare (MadoCtlCall *call, const char *actor, Publishing *self, GError **error)
{
  g_autoptr (GBytes) programme = NULL;

  if (!mado_ctl_load_service (call, &self->settings, &self->secret, error))
    return FALSE;
  programme = mado_durable_file_load (mado_ctl_get_argument (call, 0), MADO_PUBLISHED_MAX_PROGRAMME, error);
  self->order = programme != NULL ? mado_service_begin_publication (programme, actor, error) : NULL;

  return self->order != NULL && sign (call, self->order, error);
}

static MadoCtlStatus
run_publish (MadoCtlCall *call)
{
  const char *actor = mado_ctl_get_option (call, "actor");
  g_auto (Publishing) publishing = { 0 };
  g_autoptr (GError) error = NULL;

  if (actor == NULL)
    return mado_ctl_wrong_usage (call, "--actor is missing: the log names who answers for a programme");
  if (!prepare (call, actor, &publishing, &error) || !publish (&publishing, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  mado_ctl_answer_string (call, "stream", publishing.order->stream);
  mado_ctl_answer_flag (call, "signed", publishing.order->signature != NULL);

  return MADO_CTL_OK;
}

/* clang-format off */
const MadoCtlVerb mado_ctl_publish_verbs[] = {
  { "service", "publish", "FILE", 1, 1, "publish a programme in its ward, whether the service is up or down", run_publish,
    { MADO_CTL_SERVICE_OPTION, { "actor", "ACCOUNT", "who answers for it" },
      { "key", "FILE", "his key, with which he signs it (packet key)" }, MADO_CTL_PASSWORD_OPTION } },
  {},
};
/* clang-format on */
