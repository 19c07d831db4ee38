// Русский, часть третья: что означает код отказа для человека.

import type { errors as english } from '../en/errors.ts'
import type { Russian } from '../forms.ts'

export const errors: Russian<typeof english> = {
  errorOffline: 'Для этого нужен сервер, а вы не в сети.',
  errorWrongCredentials: 'Неверное имя пользователя или пароль.',
  errorTooManyRequests: 'Слишком много попыток. Подождите до 15 минут и попробуйте снова.',
  errorInvalidArgument: 'Сервер не принял эти данные: {sentence}',
  errorMsgNotSupported: 'Сервер не умеет этого делать.',
  errorWrongPassword: 'Нынешний пароль неверный.',
  errorInvalidToken: 'Эта ссылка или сессия больше не действует.',
  errorErrorPermission: 'Здесь вам это не разрешено.',
  errorNoSuchNode: 'Такой комнаты нет, или она вам не видна.',
  errorNoSuchPrincipal: 'Такого человека нет.',
  errorDataCollision: 'Место этого сообщения заняло другое. Скопируйте текст и напишите его заново.',
  errorDuplicateRoomName: 'Комната с таким названием уже есть.',
  errorPrincipalsNotInScope: 'Категория допускает не всех, кого вы назвали. {sentence}',
  errorPresenterNotInMemList: 'Докладчики должны быть участниками. {sentence}',
  errorNodeHierarchyViolation: 'В этой категории комнаты быть не может. {sentence}',
  errorUnableToCreateRoom: 'Создать комнату не получилось. {sentence}',
  errorNodeDisabled: 'Эта комната закрыта.',
  errorUserNotJoined: 'Вы не в этой комнате.',
  errorLimitExceeded: 'Это больше, чем принимает сервер.',
  errorServerError: 'Сервер не справился. Ваш текст цел, попробуйте ещё раз.',
  errorDatabaseConnection: 'Сервер не может связаться со своей базой данных. Попробуйте чуть позже.',
  errorStorageFull: 'В браузере не осталось места. Текст остаётся здесь: освободите место и отправьте его.',
  errorStale: 'Написано больше суток назад. Всё ещё отправить или выбросить?',
  errorUnknown: 'Не получилось: {sentence}',
}
