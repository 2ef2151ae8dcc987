/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes the terminal's key, asks for its certificate with the invitation's papers, and has papers of its own then. */

#include "mado-enrolling.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

#include "mado-courier.h"
#include "mado-hash.h"
#include "mado-tls-key.h"

#define N_TRIES 2      /* whoever is turned away hears of it at the second knock */
#define FORBIDDEN 403u /* the invitation is good, and the code is not */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)

G_DEFINE_QUARK (mado - enrolling - error - quark, mado_enrolling_error)

typedef struct {
  char *address;
  char *authority;
  GBytes *body;
  MadoSecret *key; /* PEM: that the terminal made */
  MadoCourier *courier;
  guint64 ticket;
  gulong cancelled; /* handler; 0: nobody can cancel it */
  guint n_tries;
} Enrolling;

static void
free_enrolling (gpointer data)
{
  Enrolling *self = data;

  g_clear_pointer (&self->courier, mado_courier_free);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->key, mado_secret_free);
  g_free (self->authority);
  g_free (self->address);
  g_free (self);
}

/**
 * mado_enrolling_dup_fingerprint:
 * @file: an enrolment file
 *
 * Returns: (transfer full) (nullable): SHA-256 of the authority whom the terminal would believe, as
 *   `madoguchi-ctl terminal invite` says it; %NULL: it has none that can be read
 */
char *
mado_enrolling_dup_fingerprint (const MadoEnrolmentFile *file)
{
  g_autoptr (BIO) text = BIO_new_mem_buf (file->authority, -1);
  g_autoptr (X509) certificate = text != NULL ? PEM_read_bio_X509 (text, NULL, NULL, NULL) : NULL;
  MadoHash hash;
  unsigned length = MADO_HASH_SIZE;

  ERR_clear_error ();
  if (certificate == NULL || X509_digest (certificate, EVP_sha256 (), (unsigned char *) &hash, &length) != 1)
    return NULL;

  return mado_hash_to_hex (&hash);
}

/* --- the answer --------------------------------------------------------------------------------------------------- */

static void ask (GTask *task);

static MadoPapers *
take_certificate (const Enrolling *self, GBytes *body, GError **error)
{
  const char *const addresses[] = { self->address, NULL };
  g_auto (MadoEnrolmentReply) reply = { 0 };

  return mado_enrolment_reply_read (body, &reply, error)
             ? mado_papers_new (addresses, self->authority, reply.certificate, self->key, error)
             : NULL;
}

static void
fail (GTask *task, const MadoResponse *answer)
{
  if (answer->status == FORBIDDEN)
    g_task_return_new_error_literal (task, MADO_ENROLLING_ERROR, MADO_ENROLLING_ERROR_CODE, "the code is wrong");
  else if (answer->obstacle == MADO_OBSTACLE_TURNED_AWAY || answer->obstacle == MADO_OBSTACLE_OWN_CERTIFICATE)
    g_task_return_new_error_literal (task, MADO_ENROLLING_ERROR, MADO_ENROLLING_ERROR_EXPIRED,
                                     "the invitation is worth nothing any more");
  else
    g_task_return_new_error (task, MADO_OBSTACLE_ERROR, (int) answer->obstacle, "cannot reach the service: %s",
                             mado_obstacle_get_name (answer->obstacle));
}

static void
forget_cancelling (GTask *task)
{
  Enrolling *self = g_task_get_task_data (task);

  if (self->cancelled != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (task), self->cancelled);
  self->cancelled = 0;
}

static void
answered_cb (gpointer user_data, G_GNUC_UNUSED guint64 ticket, const MadoResponse *answer)
{
  g_autoptr (GTask) task = user_data;
  Enrolling *self = g_task_get_task_data (task);
  GError *error = NULL;
  MadoPapers *papers;

  if (answer->obstacle == MADO_OBSTACLE_UNREACHABLE && ++self->n_tries < N_TRIES) {
    ask (g_steal_pointer (&task));
    return;
  }
  forget_cancelling (task);
  if (answer->obstacle != MADO_OBSTACLE_NONE) {
    fail (task, answer);
    return;
  }
  papers = take_certificate (self, answer->body, &error);
  if (papers != NULL)
    g_task_return_pointer (task, papers, (GDestroyNotify) mado_papers_free);
  else
    g_task_return_error (task, error);
}

/* --- the question ------------------------------------------------------------------------------------------------- */

static void
ask (GTask *task)
{
  Enrolling *self = g_task_get_task_data (task);

  self->ticket =
      mado_courier_send (self->courier, mado_message_new ("POST", "/v1/enrol", self->body), answered_cb, task);
}

static void
cancelled_cb (G_GNUC_UNUSED GCancellable *cancellable, GTask *task)
{
  Enrolling *self = g_task_get_task_data (task);

  mado_courier_cancel (self->courier, self->ticket);
  self->cancelled = 0;
  g_task_return_error_if_cancelled (task);
  g_object_unref (task);
}

static GBytes *
write_request (const MadoEnrolmentFile *file, const char *code, MadoSecret **out_key, GError **error)
{
  g_autoptr (MadoTlsKey) key = mado_tls_key_generate (error);
  g_autoptr (MadoSecret) pem = key != NULL ? mado_tls_key_to_pem (key, error) : NULL;
  g_autofree char *text = pem != NULL ? mado_tls_key_request (key, file->terminal, error) : NULL;
  const MadoEnrolmentRequest request = { .code = (char *) code, .request = text };
  GBytes *body = text != NULL ? mado_enrolment_request_write (&request, error) : NULL;

  if (body != NULL)
    *out_key = g_steal_pointer (&pem);

  return body;
}

static MadoCourier *
employ_courier (const MadoEnrolmentFile *file, GError **error)
{
  const char *const addresses[] = { file->address, NULL };
  g_autofree char *copy = g_strdup (file->key);
  g_autoptr (MadoSecret) key = mado_secret_new_wiping (copy, strlen (copy));
  MadoPapers *papers = mado_papers_new (addresses, file->authority, file->certificate, key, error);

  return papers != NULL ? mado_courier_new (papers, mado_instant_now) : NULL;
}

/**
 * mado_enrolling_async:
 * @file: that an administrator gave; copied
 * @code: that came by another way
 * @cancellable: (nullable): ends it, in this main context; the invitation may be used then
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_enrolling_async (const MadoEnrolmentFile *file,
                      const char *code,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Enrolling *self = g_new0 (Enrolling, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, mado_enrolling_async);
  g_task_set_task_data (task, self, free_enrolling);
  self->address = g_strdup (file->address);
  self->authority = g_strdup (file->authority);
  self->body = write_request (file, code, &self->key, &error);
  self->courier = self->body != NULL ? employ_courier (file, &error) : NULL;
  if (self->courier == NULL) {
    g_task_return_error (task, error);
    g_object_unref (task);
    return;
  }
  ask (task);
  if (cancellable != NULL)
    self->cancelled = g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task);
}

/**
 * mado_enrolling_finish:
 * @result: of mado_enrolling_async()
 * @error: %MADO_ENROLLING_ERROR, %MADO_OBSTACLE_ERROR, %MADO_BASE_ERROR_INVALID where the file or the answer makes no
 *   sense, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the terminal's papers, which are nowhere else
 */
MadoPapers *
mado_enrolling_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
