/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-papers.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* The way from an account and a password to a session: past the service's door, where the terminal belongs to a
 * service, and into the profile here. Where the service cannot be asked, the profile alone lets its owner in. */
#define MADO_TYPE_ENTRANCE (mado_entrance_get_type ())
G_DECLARE_FINAL_TYPE (MadoEntrance, mado_entrance, MADO, ENTRANCE, GObject)

/* The service says no: the code is the MadoAccessVerdict. */
#define MADO_ACCESS_ERROR (mado_access_error_quark ())
GQuark mado_access_error_quark (void);

/* What the service does not say by a verdict. */
#define MADO_ENTRANCE_ERROR (mado_entrance_error_quark ())
typedef enum {
  MADO_ENTRANCE_ERROR_MUST_CHANGE, /* the password is one for once: a new one is wanted with the next call */
  MADO_ENTRANCE_ERROR_NO_ROLE,     /* he has none in this programme */
  MADO_ENTRANCE_ERROR_FIRST_TIME,  /* he never worked here, and the service cannot be asked */
} MadoEntranceError;
GQuark mado_entrance_error_quark (void);

/* What somebody says who wants to come in. */
typedef struct {
  const char *account;
  const char *programme;
  const char *ward; /* (nullable): of the programme */
  const MadoSecret *password;
  const char *code;       /* of an authenticator; "": none */
  const MadoSecret *next; /* (nullable): the password from now on */
} MadoEntranceWords;

MadoEntrance *mado_entrance_new (const MadoPapers *papers) G_GNUC_WARN_UNUSED_RESULT;
void mado_entrance_enter_async (MadoEntrance *self,
                                const MadoEntranceWords *words,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
MadoSession *mado_entrance_enter_finish (MadoEntrance *self,
                                         GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoInstant mado_entrance_get_until (MadoEntrance *self);
MadoObstacle mado_entrance_get_obstacle (MadoEntrance *self);

G_END_DECLS
