import type { ChartLink, PictureLink } from '../app/chart-link';

/** Where the picture and the page of a price history are found. */
export interface ChartLinks {
  /** @returns what a card of this channel can show: an address, or the picture itself as a data URI. */
  picture(channel: string, link: PictureLink): Promise<string>;
  /** @returns the address of the page. */
  page(link: ChartLink): string;
}
