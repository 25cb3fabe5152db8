import { isVariable, type Route } from '../route';

/** A name for the operation of a route: `GET /orders/{orderId}` becomes `getOrdersByOrderId`. */
export function derivedOperationName({ method, _segments }: Route): string {
  return method.toLowerCase() + _segments.map((segment) => (isVariable(segment) ? `By${words(segment)}` : words(segment))).join('');
}

function words(segment: string): string {
  return segment.split(/[^A-Za-z0-9]+/).filter((word) => word !== '').map((word) => word[0].toUpperCase() + word.slice(1)).join('');
}
