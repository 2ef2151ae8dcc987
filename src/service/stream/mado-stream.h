/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-attachment.h"
#include "mado-backend.h"
#include "mado-hello.h"
#include "mado-history.h"
#include "mado-policy.h"
#include "mado-programme.h"
#include "mado-published.h"
#include "mado-pull.h"
#include "mado-push.h"
#include "mado-reads.h"
#include "mado-rows.h"

G_BEGIN_DECLS

/* One stream as the service has it: what comes in is judged, put in order, chained; what goes out is cut to what the
 * caller may see. It does not know who waits on which connection: it runs the same in the service and under the
 * simulation. It belongs to the thread of the backend that it is given. */
typedef struct _MadoStream MadoStream;

/* Who is on the line: signed in, on a terminal that is known by its certificate. */
typedef struct {
  MadoPerson person;
  const char *terminal;
  MadoInstant may_sign_until; /* he said his password again; 0: he did not */
} MadoCaller;

/* What is not decided by the data. */
typedef struct {
  MadoInstant (*get_now) (gpointer user_data);
  void (*fill_random) (gpointer user_data, guint8 *bytes, gsize length);
  gpointer user_data;
} MadoChanceAndTime;

/* Which roles somebody has who is not on the line, but whose signature came over it. Whoever keeps the accounts says
 * it, as of the backend's turn; no roles: there is no such account. */
typedef struct {
  gboolean (*find_roles) (gpointer user_data,
                          MadoBackend *backend,
                          const char *stream,
                          const char *account,
                          char ***out_roles,
                          GError **error);
  gpointer user_data;
} MadoAccountRoles;

MadoStream *mado_stream_new (const char *name, const MadoChanceAndTime *means) G_GNUC_WARN_UNUSED_RESULT;
void mado_stream_free (MadoStream *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoStream, mado_stream_free)
void mado_stream_set_accounts (MadoStream *self, const MadoAccountRoles *accounts);

/* What the service itself does is in the log, too: kinds of entries, beside those of operations. */
#define MADO_STREAM_PUBLISH MADO_PUBLICATION_KIND
#define MADO_STREAM_ERASE "service.erase"
#define MADO_STREAM_TAKE_UNSENT "service.take-unsent"

/* --- within a turn of the caller that writes; nothing may be answered before it is committed */

gboolean mado_stream_create (MadoStream *self, MadoBackend *backend, GError **error);
gboolean mado_stream_publish (
    MadoStream *self, MadoBackend *backend, GBytes *programme, const char *actor, GError **error);
/* Where it is signed; both are hexadecimal digits. */
typedef struct {
  const char *key;
  const char *signature;
} MadoPublicationSeal;

gboolean mado_stream_publish_signed (MadoStream *self,
                                     MadoBackend *backend,
                                     GBytes *programme,
                                     const char *actor,
                                     const MadoPublicationSeal *seal,
                                     GError **error);
MadoPushReply *mado_stream_push (MadoStream *self,
                                 MadoBackend *backend,
                                 const MadoCaller *caller,
                                 const MadoPushRequest *request,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_stream_take_reads (MadoStream *self,
                                 MadoBackend *backend,
                                 const MadoCaller *caller,
                                 const MadoReadsRequest *request,
                                 guint *out_n_new,
                                 GError **error);
gboolean mado_stream_erase (
    MadoStream *self, MadoBackend *backend, const MadoId *ids, guint n_ids, const char *reason, GError **error);
gboolean mado_stream_change_epoch (MadoStream *self, MadoBackend *backend, GError **error);
gboolean mado_stream_note (
    MadoStream *self, MadoBackend *backend, const MadoLogHeader *header, GBytes *payload, GError **error);

/* --- within a turn that reads */

gboolean mado_stream_hello (MadoStream *self,
                            MadoBackend *backend,
                            const MadoCaller *caller,
                            const MadoHelloRequest *request,
                            MadoHelloReply *out_reply,
                            GError **error);
MadoPullReply *mado_stream_pull (MadoStream *self,
                                 MadoBackend *backend,
                                 const MadoCaller *caller,
                                 const MadoPullRequest *request,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoRowsReply *mado_stream_list_rows (MadoStream *self,
                                      MadoBackend *backend,
                                      const MadoCaller *caller,
                                      const MadoRowsRequest *request,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_stream_list_history (MadoStream *self,
                                   MadoBackend *backend,
                                   const MadoCaller *caller,
                                   const MadoHistoryRequest *request,
                                   MadoHistoryReply **out_reply,
                                   GError **error);
/* What a terminal did not send before its end. */
typedef struct {
  const char *terminal;      /* that handed it in */
  const char *administrator; /* who wants it taken */
  const MadoPushRequest *push;
} MadoUnsentWork;

MadoPushReply *mado_stream_take_unsent (MadoStream *self,
                                        MadoBackend *backend,
                                        const MadoUnsentWork *work,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What somebody looked at there, and the service was not told. */
typedef struct {
  const char *terminal;      /* that handed it in */
  const char *administrator; /* who wants it taken */
  const char *account;       /* whose eyes they were, as the terminal says */
  const MadoReadsRequest *reads;
} MadoUnsentReads;

gboolean mado_stream_take_unsent_reads (
    MadoStream *self, MadoBackend *backend, const MadoUnsentReads *work, guint *out_n_new, GError **error);

/* What somebody may do with what is attached to an entity. */
typedef struct {
  gboolean may_see;
  gboolean may_attach;
} MadoAttachmentRights;

gboolean mado_stream_judge_attachment (MadoStream *self,
                                       MadoBackend *backend,
                                       const MadoCaller *caller,
                                       const MadoAttachment *attachment,
                                       const MadoHash *hash,
                                       MadoAttachmentRights *out_rights,
                                       GError **error);
gboolean mado_stream_find_programme (
    MadoStream *self, MadoBackend *backend, gint64 revision, MadoPublished *out_published, GError **error);

G_END_DECLS
